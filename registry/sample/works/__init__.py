"""Demonstration works: invented objects of ten kinds, drawn by a program, with records and pictures.

`catalogue` lists the kinds; one module paints each kind. Every work comes from two generators: its *design*
(composition, mould, plate, die, hand) and its *own* history (brushwork, inking, wear, damage). Works that
share the design are look-alikes of one family and still different objects.
"""

from registry.sample.works.again import photograph_again
from registry.sample.works.catalogue import (
    KINDS,
    ROUND_KINDS,
    Order,
    paint_order,
    paint_work,
    paint_works,
    plan,
    view_from,
)
from registry.sample.works.model import Work, WorkPicture

__all__ = [
    "KINDS",
    "ROUND_KINDS",
    "Order",
    "Work",
    "WorkPicture",
    "paint_order",
    "paint_work",
    "paint_works",
    "photograph_again",
    "plan",
    "view_from",
]
