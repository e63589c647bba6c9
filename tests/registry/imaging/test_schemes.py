from importlib.metadata import version

from registry.imaging.decode import WORKING_SIDE
from registry.imaging.schemes import hash_scheme


def test_the_hash_scheme_names_all_that_decides_a_bit():
    scheme = hash_scheme()
    for part in (str(WORKING_SIDE), version("imagehash"), f"pillow{version('pillow').split('.')[0]}", "64", "256"):
        assert part in scheme
