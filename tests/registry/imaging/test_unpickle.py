import io
import pickle
import zipfile
from collections import OrderedDict
from typing import ClassVar

import numpy as np
import pytest

from registry.imaging.errors import ModelBuildError
from registry.imaging.models.unpickle import read_tensors


class FloatStorage:
    """Stands for ``torch.FloatStorage`` when a test writes a state file."""


class Storage:
    def __init__(self, count: int) -> None:
        self.count = count


class Tensor:
    def __init__(self, count: int, offset: int, shape: tuple[int, ...], stride: tuple[int, ...]) -> None:
        self.arguments = (Storage(count), offset, shape, stride, False, OrderedDict())

    def __reduce__(self):
        return _rebuild_tensor_v2, self.arguments


def _rebuild_tensor_v2(*arguments):
    raise AssertionError("a file of weights names this function; nobody may call it")


class Writer(pickle._Pickler):
    """Writes names as PyTorch does, without PyTorch."""

    def persistent_id(self, obj):
        return ("storage", FloatStorage, "0", "cpu", obj.count) if isinstance(obj, Storage) else None

    def save_global(self, obj, name=None):
        names = {FloatStorage: b"ctorch\nFloatStorage\n", _rebuild_tensor_v2: b"ctorch._utils\n_rebuild_tensor_v2\n"}
        if obj in names:
            self.write(names[obj])
        else:
            super().save_global(obj, name)

    dispatch: ClassVar = {**pickle._Pickler.dispatch, type: save_global, type(lambda: 0): save_global}


def state_file(content) -> io.BytesIO:
    pickled = io.BytesIO()
    Writer(pickled, 2).dump(content)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("model/data.pkl", pickled.getvalue())
        archive.writestr("model/data/0", np.arange(6, dtype="<f4").tobytes())
    written.seek(0)
    return written


def test_reads_tensors_with_offset_and_stride():
    state = OrderedDict(whole=Tensor(6, 0, (2, 3), (3, 1)), part=Tensor(6, 1, (2, 2), (1, 3)), one=Tensor(6, 5, (), ()))
    tensors = read_tensors(state_file(state))
    assert tensors["whole"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert tensors["part"].tolist() == [[1, 4], [2, 5]]
    assert tensors["one"] == 5


@pytest.mark.parametrize(
    "tensor",
    [Tensor(6, 0, (3, 3), (3, 1)), Tensor(6, -1, (2,), (1,)), Tensor(6, 5, (2,), (-1,)), Tensor(7, 0, (2,), (1,))],
)
def test_refuses_to_read_beyond_a_storage(tensor):
    with pytest.raises(ModelBuildError):
        read_tensors(state_file({"hostile": tensor}))


@pytest.mark.parametrize("hostile", [print, eval, io.BytesIO, zipfile.ZipFile])
def test_refuses_every_other_name(hostile):
    with pytest.raises(ModelBuildError, match="no plain weight file needs"):
        read_tensors(state_file({"hostile": hostile}))


def test_refuses_other_content():
    with pytest.raises(ModelBuildError, match="plain dictionary"):
        read_tensors(state_file({"number": 3}))
    with pytest.raises(ModelBuildError, match="damaged"):
        read_tensors(io.BytesIO(b"not a zip archive"))
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    empty.seek(0)
    with pytest.raises(ModelBuildError, match="no tensors"):
        read_tensors(empty)
