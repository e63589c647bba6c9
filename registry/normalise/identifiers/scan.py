"""A text made ready for finding numbers in it: plain signs, words with places, and terms at each word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from registry.normalise.identifiers.vocabulary import number_words
from registry.normalise.lexicon import Found, Lexicon, Word, plain, words_of

LONGEST = 20_000
"""Characters of a text that are searched."""
_BETWEEN = re.compile(r"[\s.:#№º°=\-]{0,4}")
_JOINED = re.compile(r"[ \t.'’\-/°º]{0,3}")


@dataclass(frozen=True)
class Scan:
    """A text with its plain form (same length) and its words."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with plain digits and signs."""
        return plain(self.text[:LONGEST]).replace("№", "#").replace("º", "°")

    @cached_property
    def words(self) -> list[Word]:
        """The words in order."""
        return words_of(self.plain)

    @cached_property
    def _gaps(self) -> list[bool]:
        return [
            index > 0 and not _JOINED.fullmatch(self.plain, self.words[index - 1].end, word.start)
            for index, word in enumerate(self.words)
        ]

    def terms[T](self, lexicon: Lexicon[T]) -> Iterator[tuple[T, int, int]]:
        """Terms of a lexicon in the text, the longest at each place: meaning, start and end."""
        place = 0
        while place < len(self.words):
            found: Found[T] | None = lexicon.at(self.words, place, self._gaps)
            if found is None:
                place += 1
                continue
            yield found.meaning, self.words[place].start, self.words[place + found.length - 1].end
            place += found.length

    def after_label(self, end: int) -> tuple[int, bool]:
        """Where a number would start after a label that ends here, and whether a sign or word for "number" was passed."""
        passed = False
        while True:
            skipped = _BETWEEN.match(self.plain, end)
            start = skipped.end() if skipped else end
            passed = passed or bool(re.search(r"[:#º°=]", self.plain[end:start]))
            place = next((index for index, word in enumerate(self.words) if word.start == start), None)
            found = number_words().at(self.words, place, self._gaps) if place is not None else None
            glued = found is not None and place is not None and self.plain[self.words[place].end :][:1].isdigit()
            if place is None or found is None or glued:  # the letter of "N03575" belongs to the number
                return start, passed
            end, passed = self.words[place + found.length - 1].end, True
