"""The list of disguises by name."""

from registry.sample.phone import closeup, cover, frame, full, geometry, jpeg, lens, light, print_and_screen
from registry.sample.phone.strength import Disguise

_ALL = (
    Disguise("jpeg_q30", jpeg.jpeg_q30, "Compressed as JPEG of quality 30.", True),
    Disguise("size_30pct", geometry.size_30pct, "Reduced to 30% of its width and height.", False),
    Disguise("crop_5", geometry.crop_5, "5% cut off each side.", False),
    Disguise("crop_15", geometry.crop_15, "15% cut off each side.", False),
    Disguise("crop_25", geometry.crop_25, "25% cut off each side: a quarter of the area is left.", False),
    Disguise("detail", closeup.detail, "A close-up of a part, from a little aside, in other light.", False),
    Disguise("frame", frame.frame, "In a moulded frame, sometimes with a paper mount.", False),
    Disguise("mirror", geometry.mirror, "Left and right exchanged.", True),
    Disguise("quarter_turn", geometry.quarter_turn, "Turned by 90, 180 or 270 degrees.", False),
    Disguise("turn_5", geometry.turn_5, "Turned by 5 degrees, the corners filled with the border's colour.", True),
    Disguise("perspective", geometry.perspective, "Seen at an angle, before a wall or on a table.", True),
    Disguise("glare", light.glare, "Two reflections of lamps or a window on the surface.", True),
    Disguise("shadow", light.shadow, "The shadow of the person who takes the picture.", True),
    Disguise("black_and_white", light.black_and_white, "Grey like the photograph on an old record card.", True),
    Disguise("low_light", light.low_light, "Dim, noisy and with faded colour.", True),
    Disguise("colour_cast", light.colour_cast, "A wrong white balance.", True),
    Disguise("motion_blur", lens.motion_blur, "Smeared because the hand shook.", True),
    Disguise("defocus", lens.defocus, "Out of focus.", True),
    Disguise("partial_wrap", cover.partial_wrap, "About a third under bubble wrap or cloth.", True),
    Disguise("clutter", cover.clutter, "Rulers, pens, slips and tape lying over its edges.", True),
    Disguise("halftone", print_and_screen.halftone, "Printed with dots, in black or three inks.", True),
    Disguise("moire", print_and_screen.moire, "Photographed from a screen, with bands of colour.", True),
    Disguise("catalogue_page", print_and_screen.catalogue_page, "Printed small on a sale catalogue's page.", True),
    Disguise("screenshot", print_and_screen.screenshot, "A screenshot of a market app with its bars.", False),
    Disguise("phone_photo", full.phone_photo, "Photographed with a phone in a room: all of it together.", False),
)

DISGUISES: dict[str, Disguise] = {disguise.name: disguise for disguise in _ALL}
"""Every disguise by name. At medium strength the names with a number mean exactly that number."""
