"""What catalogues write in other languages: words of our own choice, beside the terms of `registry/vocabulary`."""

LANGUAGES = ("en", "fr", "de", "it", "es", "ru", "sv", "ar")
"""Languages that listings are written in here."""

ON = {"en": "on", "fr": "sur", "de": "auf", "it": "su", "es": "sobre", "ru": "на", "sv": "på", "ar": "على"}

ABOUT = {
    "en": "circa", "fr": "vers", "de": "um", "it": "circa", "es": "hacia", "ru": "около", "sv": "omkring", "ar": "حوالي",
}  # fmt: skip

CENTURY = {
    "en": "{n}th century", "fr": "{roman}e siècle", "de": "{n}. Jahrhundert", "it": "{roman} secolo", "es": "siglo {roman}",
    "ru": "{roman} век", "sv": "{hundreds}-talet", "ar": "القرن {n}",
}  # fmt: skip

SCHOOL = {
    "en": "European School", "fr": "École européenne", "de": "Europäische Schule", "it": "Scuola europea",
    "es": "Escuela europea", "ru": "Европейская школа", "sv": "Europeisk skola", "ar": "المدرسة الأوروبية",
}  # fmt: skip

DOWNGRADED = {
    "en": ("Attributed to {}", "Workshop of {}", "Circle of {}", "Follower of {}", "Manner of {}", "After {}"),
    "fr": ("Attribué à {}", "Atelier de {}", "Entourage de {}", "Suiveur de {}", "D'après {}"),
    "de": ("{} zugeschrieben", "Werkstatt des {}", "Umkreis des {}", "Nachfolger des {}", "Nach {}"),
    "it": ("Attribuito a {}", "Bottega di {}", "Cerchia di {}", "Seguace di {}", "Da {}"),
    "es": ("Atribuido a {}", "Taller de {}", "Círculo de {}", "Seguidor de {}", "Según {}"),
    "ru": ("Приписывается {}", "Мастерская {}", "Круг {}", "Последователь {}"),
    "sv": ("Tillskriven {}", "{}s verkstad", "{}s krets", "Efter {}"),
    "ar": ("منسوب إلى {}", "ورشة {}", "على طريقة {}"),
}

RETITLED = {
    "en": ("Landscape with Figures", "Portrait of a Man", "A View of a Town", "A Study", "A Fine Example", "Composition",
           "An Antique Piece", "Figures in an Interior"),
    "fr": ("Paysage animé", "Portrait d'homme", "Vue d'une ville", "Étude", "Scène animée", "Composition", "Bel objet ancien"),
    "de": ("Landschaft mit Figuren", "Bildnis eines Mannes", "Ansicht einer Stadt", "Studie", "Komposition",
           "Antikes Stück"),
    "it": ("Paesaggio con figure", "Ritratto di gentiluomo", "Veduta di città", "Studio", "Composizione"),
    "es": ("Paisaje con figuras", "Retrato de caballero", "Vista de una ciudad", "Estudio", "Composición"),
    "ru": ("Пейзаж с фигурами", "Портрет мужчины", "Вид города", "Этюд", "Композиция"),
    "sv": ("Landskap med figurer", "Porträtt av en man", "Stadsvy", "Studie", "Komposition"),
    "ar": ("منظر طبيعي مع أشخاص", "صورة رجل", "منظر مدينة", "دراسة"),
}  # fmt: skip
"""Titles that a house gives to a work whose own it does not know, or does not want known."""

LABELS = {
    "en": {"maker": "Artist", "title": "Title", "date": "Date", "medium": "Medium", "size": "Dimensions",
           "kind": "Object type", "number": "Inventory number", "inscription": "Inscription", "edition": "Edition"},
    "fr": {"maker": "Artiste", "title": "Titre", "date": "Date", "medium": "Technique", "size": "Dimensions"},
    "de": {"maker": "Künstler", "title": "Titel", "date": "Datierung", "medium": "Technik", "size": "Maße"},
    "it": {"maker": "Artista", "title": "Titolo", "date": "Data", "medium": "Tecnica", "size": "Dimensioni"},
    "es": {"maker": "Artista", "title": "Título", "date": "Fecha", "medium": "Técnica", "size": "Medidas"},
    "ru": {"maker": "Художник", "title": "Название", "date": "Дата", "medium": "Техника", "size": "Размер"},
    "sv": {"maker": "Konstnär", "title": "Titel", "date": "Datering", "medium": "Teknik", "size": "Mått"},
    "ar": {"maker": "الفنان", "title": "العنوان", "date": "التاريخ", "medium": "التقنية", "size": "الأبعاد"},
}  # fmt: skip

_TITLE_WORDS = (
    "portrait;portrait;Bildnis;ritratto;retrato;портрет;porträtt;صورة|landscape;paysage;Landschaft;paesaggio;paisaje;пейзаж;"
    "landskap;منظر|view;vue;Ansicht;veduta;vista;вид;vy;منظر|woman;femme;Frau;donna;mujer;женщина;kvinna;امرأة|"
    "man;homme;Mann;uomo;hombre;мужчина;man;رجل|boy;garçon;Junge;ragazzo;niño;мальчик;pojke;ولد|"
    "girl;jeune fille;Mädchen;ragazza;niña;девочка;flicka;فتاة|lady;dame;Dame;dama;dama;дама;dam;سيدة|"
    "church;église;Kirche;chiesa;iglesia;церковь;kyrka;كنيسة|castle;château;Schloss;castello;castillo;замок;slott;قلعة|"
    "river;rivière;Fluss;fiume;río;река;flod;نهر|sea;mer;Meer;mare;mar;море;hav;بحر|"
    "mountains;montagnes;Berge;monti;montañas;горы;berg;جبال|bridge;pont;Brücke;ponte;puente;мост;bro;جسر|"
    "horse;cheval;Pferd;cavallo;caballo;лошадь;häst;حصان|flowers;fleurs;Blumen;fiori;flores;цветы;blommor;زهور|"
    "head;tête;Kopf;testa;cabeza;голова;huvud;رأس|figure;figure;Figur;figura;figura;фигура;figur;شكل|"
    "figures;figures;Figuren;figure;figuras;фигуры;figurer;أشخاص|study;étude;Studie;studio;estudio;этюд;studie;دراسة|"
    "tree;arbre;Baum;albero;árbol;дерево;träd;شجرة|trees;arbres;Bäume;alberi;árboles;деревья;träd;أشجار|"
    "house;maison;Haus;casa;casa;дом;hus;منزل|street;rue;Straße;via;calle;улица;gata;شارع|"
    "garden;jardin;Garten;giardino;jardín;сад;trädgård;حديقة|harbour;port;Hafen;porto;puerto;гавань;hamn;ميناء|"
    "ships;navires;Schiffe;navi;barcos;корабли;skepp;سفن|night;nuit;Nacht;notte;noche;ночь;natt;ليل|"
    "bowl;coupe;Schale;coppa;cuenco;чаша;skål;وعاء|bowls;coupes;Schalen;coppe;cuencos;чаши;skålar;أوعية|"
    "bottle;bouteille;Flasche;bottiglia;botella;бутылка;flaska;زجاجة|flask;flacon;Flakon;fiasca;frasco;фляга;flaska;قارورة|"
    "fan;éventail;Fächer;ventaglio;abanico;веер;solfjäder;مروحة|ring;bague;Ring;anello;anillo;кольцо;ring;خاتم|"
    "beads;perles;Perlen;perle;cuentas;бусины;pärlor;خرز|pistol;pistolet;Pistole;pistola;pistola;пистолет;pistol;مسدس|"
    "sword;épée;Schwert;spada;espada;меч;svärd;سيف|with;avec;mit;con;con;с;med;مع|and;et;und;e;y;и;och;و|"
    "of;de;von;di;de;;av;|the;;;;;;;|a;;;;;;;|in;dans;in;in;en;в;i;في|near;près de;bei;presso;cerca de;близ;nära;قرب"
)


def _table() -> dict[str, dict[str, str]]:
    order = ("en", "fr", "de", "it", "es", "ru", "sv", "ar")
    rows = [dict(zip(order, row.split(";"), strict=True)) for row in _TITLE_WORDS.split("|")]
    table: dict[str, dict[str, str]] = {}
    for row in rows:
        for source in ("en", "sv"):
            table.setdefault(f"{source}:{row[source].casefold()}", row)
    return table


_WORDS = _table()


def translated_words(text: str, source: str, target: str) -> str:
    """A title word by word, as far as our small table goes: names of places and people stay as they are."""
    words = []
    for word in text.split():
        bare = word.strip(",.;:()")
        row = _WORDS.get(f"{source}:{bare.casefold()}")
        if row is None:
            words.append(word)
        elif row[target]:
            words.append(word.replace(bare, row[target].capitalize() if bare[:1].isupper() else row[target]))
    return " ".join(words)
