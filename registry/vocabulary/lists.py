"""Closed lists of the registry, in the words of Object ID, CDWA and the police forms that use them.

Every list is a `StrEnum`: the member's value is what is stored and exchanged. Adding a member is a change of
the data format (see docs/records.md); removing one is not possible while records use it.
"""

from enum import IntEnum, StrEnum


class Scope(StrEnum):
    """What a record describes. A `group` never gives an item match."""

    ITEM = "item"
    SET = "set"
    GROUP = "group"
    FRAGMENT = "fragment"
    COMPONENT = "component"


class ObjectType(StrEnum):
    """First level of the object type (Object ID category 1). What fits none is `other`, its words kept."""

    PAINTING = "painting"
    DRAWING = "drawing"
    PRINT = "print"
    PHOTOGRAPH = "photograph"
    SCULPTURE = "sculpture"
    RELIEF = "relief"
    VESSEL = "vessel"
    FIGURINE = "figurine"
    COIN = "coin"
    COIN_HOARD = "coin hoard"
    JEWELLERY = "jewellery"
    METALWORK = "metalwork"
    ARMS_AND_ARMOUR = "arms and armour"
    TEXTILE = "textile"
    CARPET = "carpet"
    MANUSCRIPT = "manuscript"
    PRINTED_BOOK = "printed book"
    ARCHIVE_DOCUMENT = "archive document"
    CUNEIFORM_TABLET = "cuneiform tablet"
    SEAL = "seal"
    MOSAIC = "mosaic"
    ARCHITECTURAL_ELEMENT = "architectural element"
    FURNITURE = "furniture"
    CLOCK_OR_WATCH = "clock or watch"
    MUSICAL_INSTRUMENT = "musical instrument"
    SCIENTIFIC_INSTRUMENT = "scientific instrument"
    MASK = "mask"
    RITUAL_OBJECT = "ritual object"
    ICON = "icon"
    IVORY = "ivory"
    GLASS = "glass"
    CERAMIC = "ceramic"
    FOSSIL_OR_SPECIMEN = "fossil or specimen"
    HUMAN_REMAINS = "human remains"
    STAMP = "stamp"
    OTHER = "other"


class Status(StrEnum):
    """Where an object stands. Nothing is deleted: recovered objects stay searchable, shown as such."""

    AT_RISK = "at_risk"
    IN_SITU_SAFE = "in_situ_safe"
    MISSING = "missing"
    STOLEN = "stolen"
    LOOTED = "looted"
    SUSPECTED_DESTROYED = "suspected_destroyed"
    DESTROYED = "destroyed"
    SIGHTED = "sighted"
    LOCATED = "located"
    LOCATED_CONTESTED = "located_contested"
    SEIZED = "seized"
    RECOVERED = "recovered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"
    REGISTERED_IN_ERROR = "registered_in_error"
    PARTIALLY_RECOVERED = "partially_recovered"


class AttributionQualifier(StrEnum):
    """How near the named maker is to the work, from autograph to forgery (CDWA)."""

    BY = "by"
    SIGNED = "signed"
    ATTRIBUTED_TO = "attributed to"
    PROBABLY_BY = "probably by"
    WORKSHOP_OF = "workshop of"
    CIRCLE_OF = "circle of"
    SCHOOL_OF = "school of"
    PUPIL_OF = "pupil of"
    FOLLOWER_OF = "follower of"
    MANNER_OF = "manner of"
    AFTER = "after"
    COPY_OF = "copy of"
    BEARS_SIGNATURE = "bears signature"
    FORGERY_OF = "forgery of"
    CULTURE_ONLY = "culture only"


class LossKind(StrEnum):
    """How an object was lost."""

    THEFT = "theft"
    BURGLARY = "burglary"
    ROBBERY = "robbery"
    INSIDER_THEFT = "insider theft"
    LOOTING_OF_MUSEUM = "looting of museum"
    LOOTING_OF_SITE = "looting of site"
    ILLICIT_EXCAVATION = "illicit excavation"
    ILLICIT_EXPORT = "illicit export"
    WAR_LOOTING = "war looting"
    COLONIAL_REMOVAL = "colonial removal"
    FORCED_SALE = "forced sale 1933-45"
    DISAPPEARANCE = "disappearance"
    SUBSTITUTION = "substitution by replica"
    CONFLICT_LOSS = "conflict loss"
    UNKNOWN = "unknown"


class TitleKind(StrEnum):
    """Where a title comes from (Object ID category 6)."""

    ORIGINAL = "original"
    GIVEN = "given"
    TRADITIONAL = "traditional"
    MARKET = "market"


class MeasurementKind(StrEnum):
    """What was measured (Object ID category 3)."""

    HEIGHT = "height"
    WIDTH = "width"
    DEPTH = "depth"
    LENGTH = "length"
    DIAMETER = "diameter"
    THICKNESS = "thickness"
    CIRCUMFERENCE = "circumference"
    WEIGHT = "weight"


class MeasuredPart(StrEnum):
    """Which part was measured."""

    OBJECT = "object"
    IMAGE = "image"
    PLATE = "plate"
    SHEET = "sheet"
    SIGHT = "sight"
    MOUNT = "mount"
    FRAME = "frame"
    BASE = "base"
    OPEN = "open"
    CLOSED = "closed"


class InscriptionKind(StrEnum):
    """Kinds of inscriptions and markings (Object ID category 4)."""

    SIGNATURE = "signature"
    MONOGRAM = "monogram"
    DATE = "date"
    TITLE = "title"
    DEDICATION = "dedication"
    INVENTORY_NUMBER = "inventory number"
    ACCESSION_LABEL = "accession label"
    STAMP = "customs or export stamp"
    COLLECTOR_MARK = "collector mark"
    SEAL = "seal"
    HALLMARK = "hallmark"
    MAKER_MARK = "maker mark"
    EDITION = "edition"
    WATERMARK = "watermark"
    TEXT = "text"


class FeatureKind(StrEnum):
    """Kinds of distinguishing features (Object ID category 5)."""

    LOSS = "loss"
    CRACK = "crack"
    REPAIR = "repair"
    RESTORATION = "restoration"
    STAIN = "stain"
    HOLE = "hole"
    CHIP = "chip"
    DENT = "dent"
    SCRATCH = "scratch"
    REPLACED_PART = "replaced part"
    PATINA = "patina"
    ENCRUSTATION = "encrustation"
    PIGMENT_TRACE = "pigment trace"
    TOOL_MARK = "tool mark"
    CUT_EDGE = "cut edge"
    FRAME = "frame"
    OTHER = "other"


class PhotographView(StrEnum):
    """Which side of the object a photograph shows."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BASE = "base"
    THREE_QUARTER = "three-quarter"
    DETAIL = "detail"
    INSCRIPTION = "inscription"
    DAMAGE = "damage"
    IN_SITU = "in situ"
    WITH_SCALE = "with scale"
    PACKAGING = "packaging"
    UNKNOWN = "unknown"


class PhotographKind(StrEnum):
    """What kind of picture it is."""

    COLOUR = "colour"
    BLACK_AND_WHITE = "black-and-white"
    DRAWING = "drawing"
    SCAN_OF_PRINT = "scan of print"
    VIDEO_FRAME = "video frame"
    RENDER = "3D render"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """How two registered objects belong together."""

    MEMBER_OF = "member of"
    COMPANION = "companion"
    OTHER_VERSION = "other version"
    COPY_OF = "copy of"
    CAST_OF = "cast of"
    JOINS_WITH = "joins with"
    SAME_HOARD = "same hoard"


class Certainty(StrEnum):
    """How sure a date is."""

    CERTAIN = "certain"
    CIRCA = "circa"
    UNCERTAIN = "uncertain"


class EditionKind(StrEnum):
    """Kinds of numbered or marked impressions and casts."""

    NUMBERED = "numbered"
    ARTIST_PROOF = "artist's proof"
    HORS_COMMERCE = "hors commerce"
    PRINTERS_PROOF = "printer's proof"
    TRIAL_PROOF = "trial proof"
    UNNUMBERED = "unnumbered"


class SourceAssurance(StrEnum):
    """Who stands behind a statement."""

    POLICE_CERTIFIED = "police-certified"
    INSTITUTION_DECLARED = "institution-declared"
    OWNER_DECLARED = "owner-declared"
    SCHOLAR = "scholar"
    PRESS = "press"
    CROWD = "crowd"
    SYSTEM = "system"


class Level(IntEnum):
    """Confidentiality of a field or record, in rising order: who may see a level sees all those below it."""

    PUBLIC = 0
    TRADE = 1
    LAW_ENFORCEMENT = 2
    REGISTRAR = 3
    OWNER = 4


class Role(StrEnum):
    """Whom an API key speaks for."""

    PUBLIC = "public"
    TRADE = "trade"
    OFFICER = "officer"
    INVESTIGATOR = "investigator"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"

    @property
    def clearance(self) -> Level:
        """The highest confidentiality level this role may read."""
        return _CLEARANCE[self]


_CLEARANCE = {
    Role.PUBLIC: Level.PUBLIC,
    Role.TRADE: Level.TRADE,
    Role.OFFICER: Level.LAW_ENFORCEMENT,
    Role.INVESTIGATOR: Level.LAW_ENFORCEMENT,
    Role.REGISTRAR: Level.OWNER,
    Role.ADMINISTRATOR: Level.OWNER,
}
