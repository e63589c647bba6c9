"""Temporary: being written."""
def find_quadrilaterals(rgb, limit=2): return []
