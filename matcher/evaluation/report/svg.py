"""The few SVG shapes that the charts are drawn with. Lengths in user units; every chart has a title for screen readers."""

from collections.abc import Iterable
from html import escape

INK, FAINT, GRID = "#1d1d1b", "#6b6b66", "#d9d8d2"
COLOURS = {"light": "#7aa6c2", "medium": "#c46f00", "strong": "#8c1d40"}
VERDICTS = {"strong_candidate": "#8c1d40", "possible": "#c46f00", "weak": "#e2c275", "none": "#e8e7e1"}


def line(x1: float, y1: float, x2: float, y2: float, colour: str = GRID, width: float = 1.0, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}"{dashed}/>'
    )


def circle(x: float, y: float, radius: float, colour: str, note: str = "", *, hollow: bool = False) -> str:
    """A dot, its note shown by the browser when pointed at."""
    fill = f'fill="#fff" stroke="{colour}" stroke-width="1.6"' if hollow else f'fill="{colour}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {fill}>{_note(note)}</circle>'


def box(x: float, y: float, width: float, height: float, colour: str, note: str = "") -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}" fill="{colour}">'
        f"{_note(note)}</rect>"
    )


def words(x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK, size: float = 12) -> str:
    """A line of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size:g}">{escape(text)}</text>'


def path(points: Iterable[tuple[float, float]], colour: str, width: float = 2.0) -> str:
    """A line through points."""
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def drawing(title: str, width: float, height: float, parts: Iterable[str]) -> str:
    """A whole drawing that scales with the page."""
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="inherit"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def _note(note: str) -> str:
    return f"<title>{escape(note)}</title>" if note else ""
