"""Temporary: being written."""
def find_objects(rgb): return []
