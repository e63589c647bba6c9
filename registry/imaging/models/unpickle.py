"""Reads the tensors of a PyTorch state file without PyTorch, and without the dangers of pickle.

A state file is a zip archive with one pickle, ``…/data.pkl``, and one file of raw little-endian numbers per storage,
``…/data/KEY``.  The pickle of a plain ``state_dict`` needs three things only: ``OrderedDict``, the function that rebuilds
a tensor from (storage, offset, shape, stride), and the names of the storage types.  The reader below knows exactly
those and refuses everything else, so a file cannot run code here.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from registry.imaging.errors import ModelBuildError

_STORAGES = {
    "DoubleStorage": np.dtype("<f8"),
    "FloatStorage": np.dtype("<f4"),
    "HalfStorage": np.dtype("<f2"),
    "LongStorage": np.dtype("<i8"),
    "IntStorage": np.dtype("<i4"),
    "ShortStorage": np.dtype("<i2"),
    "CharStorage": np.dtype("<i1"),
    "ByteStorage": np.dtype("<u1"),
    "BoolStorage": np.dtype("?"),
}
_LARGEST_STORAGE = 256 * 1024 * 1024

Tensors = dict[str, NDArray[Any]]
"""Tensors by name."""


def read_tensors(file: IO[bytes]) -> Tensors:
    """Return the tensors in an open PyTorch state file, by name.

    Raises :class:`~registry.imaging.errors.ModelBuildError` if the file is not such an archive, or asks for anything
    but tensors.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.read())) as archive:
            state = _TensorReader(archive, _prefix(archive)).load()
    except ModelBuildError:
        raise
    except Exception as error:  # a damaged pickle can raise anything
        raise ModelBuildError(f"The weight file is damaged: {error}") from error
    if not isinstance(state, dict) or not all(isinstance(value, np.ndarray) for value in state.values()):
        raise ModelBuildError("The weight file is not a plain dictionary of tensors.")
    return dict(state)


def _prefix(archive: zipfile.ZipFile) -> str:
    name = next((name for name in archive.namelist() if name.endswith("/data.pkl")), None)
    if name is None:
        raise ModelBuildError("The weight file holds no tensors (data.pkl is missing).")
    return name.removesuffix("data.pkl")


class _TensorReader(pickle.Unpickler):
    """An unpickler that resolves three kinds of names and no others."""

    def __init__(self, archive: zipfile.ZipFile, prefix: str) -> None:
        super().__init__(io.BytesIO(archive.read(f"{prefix}data.pkl")))
        self._archive = archive
        self._prefix = prefix

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if module == "torch" and name in _STORAGES:
            return _STORAGES[name]
        raise ModelBuildError(f"The weight file asks for {module}.{name}, which no plain weight file needs.")

    def persistent_load(self, reference: Any) -> NDArray[Any]:
        kind, dtype, key, _device, count = reference
        if kind != "storage" or not isinstance(dtype, np.dtype) or not str(key).isalnum():
            raise ModelBuildError("The weight file refers to something other than a storage of numbers.")
        entry = self._archive.getinfo(f"{self._prefix}data/{key}")
        if entry.file_size != count * dtype.itemsize or entry.file_size > _LARGEST_STORAGE:
            raise ModelBuildError(f"A storage of the weight file has {entry.file_size} bytes, which is not its size.")
        return np.frombuffer(self._archive.read(entry), dtype)


def _rebuild_tensor(
    storage: NDArray[Any], offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_rest: Any
) -> NDArray[Any]:
    """Return the tensor at ``offset`` of ``storage`` as an array of its own; ``stride`` counts numbers, not bytes."""
    last = offset + sum((side - 1) * step for side, step in zip(shape, stride, strict=True) if side)
    if offset < 0 or min(stride, default=0) < 0 or last >= max(storage.size, 1):
        raise ModelBuildError("A tensor of the weight file reaches beyond its storage.")
    steps = tuple(step * storage.itemsize for step in stride)
    view = np.lib.stride_tricks.as_strided(storage[offset:], shape, steps, writeable=False)
    return np.array(view)
