"""Opens ONNX files with ONNX Runtime, the same way for every model."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

import onnxruntime

from registry.imaging.errors import ModelUnavailable


class Session:
    """An ONNX model, opened with its first use. May be run by several threads at once."""

    def __init__(self, path: Path, threads: int) -> None:
        """``threads`` is the number of threads of one inference. Raises ModelUnavailable where there is no file."""
        if not path.is_file():
            raise ModelUnavailable(f"there is no model file {path.name}: run `repatria models build`")
        self._path = path
        self._threads = threads
        self._session: Any = None
        self._lock = Lock()

    def run(self, outputs: list[str] | None, inputs: dict[str, Any]) -> list[Any]:
        """Run the model. Raises ModelUnavailable where the file is no usable model."""
        return list(self._open().run(outputs, inputs))

    @property
    def input_name(self) -> str:
        """Name of the first input."""
        return str(self._open().get_inputs()[0].name)

    def _open(self) -> Any:
        with self._lock:
            if self._session is None:
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = self._threads
                options.inter_op_num_threads = 1
                # Waiting threads would burn a core that another request, or the web server, needs.
                options.add_session_config_entry("session.intra_op.allow_spinning", "0")
                options.log_severity_level = 3
                try:
                    self._session = onnxruntime.InferenceSession(
                        str(self._path), options, providers=["CPUExecutionProvider"]
                    )
                except Exception as error:
                    raise ModelUnavailable(f"the model file {self._path.name} cannot be loaded: {error}") from error
            return self._session
