"""Titles of demonstration works in English, French and Arabic, made from what the picture shows."""

import numpy as np

_GENRES: dict[str, tuple[str, str]] = {
    "landscape": ("Paysage", "منظر طبيعي"),
    "portrait": ("Portrait", "صورة شخصية"),
    "seascape": ("Marine", "منظر بحري"),
    "still life": ("Nature morte", "طبيعة صامتة"),
    "town view": ("Vue de ville", "منظر مدينة"),
    "abstract": ("Composition", "تكوين"),
    "etching": ("Gravure", "نقش"),
    "drawing": ("Dessin", "رسم"),
    "vase": ("Vase", "إناء"),
    "figure": ("Figurine", "تمثال صغير"),
    "coin": ("Monnaie", "عملة"),
    "slab": ("Tablette inscrite", "لوح منقوش"),
    "manuscript": ("Feuillet de manuscrit", "ورقة مخطوط"),
    "textile": ("Tapis", "سجادة"),
    "mask": ("Masque", "قناع"),
}
_TIMES = (
    ("in the Morning", "au matin", "في الصباح"),
    ("by Evening Light", "à la lumière du soir", "في ضوء المساء"),
    ("after Rain", "après la pluie", "بعد المطر"),
    ("in Autumn", "en automne", "في الخريف"),
    ("of the Grey Year", "de l'année grise", "من السنة الرمادية"),
    ("with the Seven Signs", "aux sept signes", "ذو العلامات السبع"),
    ("of the Upper Valley", "de la haute vallée", "من الوادي الأعلى"),
    ("from the Old House", "de la vieille maison", "من البيت القديم"),
)


def titles(rng: np.random.Generator, genre: str, subject: str) -> tuple[str, str, str]:
    """A title in English, French and Arabic for a subject named in English."""
    french, arabic = _GENRES[genre]
    english, time_french, time_arabic = _TIMES[int(rng.integers(len(_TIMES)))]
    return f"{subject[0].upper()}{subject[1:]} {english}", f"{french} {time_french}", f"{arabic} {time_arabic}"
