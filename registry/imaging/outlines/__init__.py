"""Finds the outline of a flat work (frame, canvas, page) in a photograph taken at an angle.

Classical and fast, since it runs on every query, at a reduced size.  Read the files in this order:

==============  ==========================================================================================
``find``        the way from a photograph to at most a few distinct outlines; the only public function
``scene``       the photograph at the size that is searched, its strongest gradient, and colours at points of it
``quads``       arithmetic on many quadrilaterals at once: corners in order, sides, areas, which ones are sane
``lines``       candidates between pairs of long straight lines; they survive gaps from glare and hands
``contours``    candidates from closed contours that four corners describe; they survive crooked, broken edges
``candidates``  both sources on edges and on patches of one colour, and the most promising of all of them
``refining``    moves the sides of a candidate onto the edges next to them
``scoring``     how likely a candidate is an outline, by fitted weights (docs/decisions/0008-outlines.md)
``distinct``    which outlines say the same
==============  ==========================================================================================

Quadrilaterals inside the package are K x 4 x 2 floats in pixels of the reduced photograph, clockwise on the screen
from the corner nearest to the upper left.
"""

from registry.imaging.outlines.find import Quadrilateral, find_quadrilaterals

__all__ = ["Quadrilateral", "find_quadrilaterals"]
