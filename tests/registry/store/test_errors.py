"""The exception tree: one root, all of it documented, and able to cross process borders."""

import inspect
import pickle

import pytest

from registry.store import errors

TREE = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("kind", TREE)
def test_has_one_root_and_is_in_the_documented_tree(kind: type[errors.StoreError]) -> None:
    assert issubclass(kind, errors.StoreError)
    assert kind.__doc__
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__


@pytest.mark.parametrize("kind", TREE)
def test_survives_pickling(kind: type[errors.StoreError]) -> None:
    signature = inspect.signature(kind.__init__)
    names = [name for name, parameter in signature.parameters.items() if name != "self" and parameter.kind == 1]
    error = kind(*(7 if name in {"expected", "current", "version"} else f"the-{name}" for name in names))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is kind
    assert str(again) == str(error)
    assert {name: getattr(again, name) for name in names} == {name: getattr(error, name) for name in names}
    for name in names:
        if name != "reason":
            assert str(getattr(error, name)) in str(error)
