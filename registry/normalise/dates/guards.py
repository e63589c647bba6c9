"""Numbers that are no dates: sizes, prices, weights, inventory and lot numbers, pages.

Works on folded text (see `tokens`) and gives the stretches in which a number may not be read as a year.
"""

import re

from registry.normalise.dates.spans import Span
from registry.normalise.dates.vocabulary import lexicon

_NUMBER = r"\d+(?:[.,]\d+)*(?:\s*\u00bd|\s+\d/\d+)?"
_LENGTH = r"(?:mm|cm|dm|m|in(?=\.|\s*(?:$|[x×,;)(]))|inch|inches|ft|feet|\"|″|zoll|pouces|см|мм|м|سم|مم|厘米|公分|毫米)"
_WEIGHT = r"(?:kg|g|gr|gm|lb|lbs|oz|ozs|ct|cts|carats?|кг|гр|كغ|غرام|克|公斤)"
_MONEY = (
    r"(?:[$€£¥₽₴₪]|usd|eur|euros?|gbp|chf|sek|kr|kronor|dollars?|pounds?|livres?|francs?|guineas|gns|руб|рублеи|"
    r"рублей|грн|долларов|евро|دولار|يورو|美元|欧元|人民币)"
)
_COUNTED = (
    r"(?:years?|pages?|pieces?|leaves|sheets|folios|copies|examples|impressions|ans|exemplaires|feuillets|"
    r"stuck|blatt|seiten|exemplare|hojas|paginas|ejemplares|fogli|pagine|esemplari|лет|экз|листов|страниц|شخص|ورقة|ورقه|"
    r"صفحة|صفحه|页|頁|件|张)"
)
_TO = r"\s*[-–x×х*/]\s*"
_AMOUNT = re.compile(
    rf"(?<![\w.,]){_NUMBER}(?:{_TO}{_NUMBER})*\s*(?:{_LENGTH}|{_WEIGHT}|{_MONEY}|{_COUNTED})(?![^\W\d_])(?!\s*\d{{4}}\b)"
)
_PRICE = re.compile(rf"(?:[$€£¥₽₴₪]|\b(?:usd|eur|gbp|chf|sek))\s*{_NUMBER}(?:{_TO}[$€£]?\s*{_NUMBER})*")
_ESTIMATE = re.compile(
    rf"\b(?:estimate|est|estimation|schatzpreis|schatzung|stima|estimacion|эстимеит|оценка|limit|startpreis|"
    rf"hammer|price|preis|prix|prezzo|precio|цена)\b[.:\s]*{_MONEY}?\s*{_NUMBER}(?:{_TO}{_NUMBER})*"
)
_TIMES = re.compile(rf"(?<![\w.,]){_NUMBER}(?:\s*{_LENGTH})?(?:\s*[x×х*]\s*(?:[a-z]\.?\s*)?{_NUMBER})+")
_LABELLED = re.compile(
    r"(?:(?<!\w)(?:inv(?:entory|entar|entaire|entario|entarnr|nr)?|acc(?:ession)?|cat(?:alogue|alog)?|kat(?:alog)?|nr|nrs|"
    r"nos|num(?:ber|ero)?|numero|lots?|lotto|lote|losnr|лот|инв|кат|номер|ref(?:erence)?|figs?|pls?|pp?|page|pages|seite|"
    r"vols?|folio|fols?|ff|ms|tel|isbn|item|serial|edition|رقم)\b|(?:编号|編號|藏品号|藏品號)|(?<![\w.])(?:no|стр)(?:\.|(?=\s*\d))|(?<![\w.])[nsс]\.(?=\s*\d)|(?<!\w)n°|#|№)"
    r"(?:[\s.:,°#-]*(?:inv|nr|no|number|numero|номер|n)\b)?[\s.:#°-]*(?=[\w./-]*\d)[a-zа-я]{0,5}[.\s/-]?\d[\w./-]*"
)
# Letters, then a hyphen, dot or stroke and a number: KP-1234, M.1980.15; and numbers in more than two parts.
_CODE = re.compile(r"(?<![^\W_])([^\W\d_]{1,6})[-/.](\d+(?:[-/.]\w+)*)")
_GLUED = re.compile(r"(?<![^\W_])([a-z]{1,8})(\d+)")
_GLUED_TO_A_YEAR = frozenset({"circa", "ad", "bc", "calendar", "century_letter"})
_CHAIN = re.compile(r"(?<![\w./-])\d+(?:[-/.]\d+){2,}(?![\w])|(?<![\w./–-])\d{4}-\d{3}(?!\d)|(?<![\w/-])\d+/\d+/\d+")
_BEFORE_A_YEAR = frozenset(
    {"circa", "probably", "before", "after", "ad", "bc", "calendar", "month", "to", "portion", "dated"}
)
"""Concepts of words that a hyphen or dot may tie to a year ("mid-1650s", "c.1650"); single letters but c are codes."""
_UNSPACED = re.compile("[\u0600-\u06ff\u3400-\u9fff]")
_DATE = re.compile(r"\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4}")


def barred(text: str) -> list[Span]:
    """Start and end of every stretch of a folded text whose numbers are no years."""
    spans = [
        match.span() for pattern in (_AMOUNT, _PRICE, _ESTIMATE, _TIMES, _LABELLED) for match in pattern.finditer(text)
    ]
    for match in _CODE.finditer(text):
        if not _may_precede_a_year(match[1]):
            spans.append(match.span(2))
    spans.extend(match.span(2) for match in _GLUED.finditer(text) if not _may_be_glued(match[1]))
    spans.extend(match.span() for match in _CHAIN.finditer(text) if not _DATE.fullmatch(match[0]))
    return sorted(spans)


def _may_be_glued(word: str) -> bool:
    """Whether letters may touch a year: "c1650", "AD79", but not "AB1650"."""
    senses = [senses for words, senses in lexicon().starting_with(word) if words == (word,)]
    return any(_GLUED_TO_A_YEAR & found.keys() for found in senses)


def _may_precede_a_year(word: str) -> bool:
    if len(word) == 1:
        return word in "cвгрقم" or not word.isalpha() or _UNSPACED.match(word) is not None
    senses = [senses for words, senses in lexicon().starting_with(word) if words[-1] == word or len(words) <= 2]
    return _UNSPACED.match(word) is not None or any(_BEFORE_A_YEAR & found.keys() for found in senses)
