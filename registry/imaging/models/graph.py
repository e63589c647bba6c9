"""A small writer of ONNX graphs: operations return the names of their outputs, weights become initializers."""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 9


class Graph:
    """An ONNX graph under construction. All tensors are float32 unless said otherwise."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._count = 0

    def add(self, operation: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Append an operation; returns its output's name, or a list of names where it has several."""
        names = [f"t{self._count + number}" for number in range(outputs)]
        self._count += outputs
        self._nodes.append(helper.make_node(operation, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, values: npt.ArrayLike, dtype: Any = np.float32) -> str:
        """A constant tensor."""
        name = f"w{len(self._constants)}"
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(np.asarray(values, dtype)), name)
        return name

    def integers(self, *values: int) -> str:
        """A constant int64 vector, as shapes and axes are."""
        return self.constant(values, np.int64)

    def model(
        self, inputs: dict[str, list[Any]], outputs: dict[str, str], shapes: dict[str, list[Any]]
    ) -> onnx.ModelProto:
        """The finished model. `outputs` maps public names to tensors, `shapes` gives their shapes."""
        for public, tensor in outputs.items():
            self._nodes.append(helper.make_node("Identity", [tensor], [public]))
        graph = helper.make_graph(
            self._nodes,
            self.name,
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in outputs],
            list(self._constants.values()),
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="repatria")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model
