"""The LighterGlue matcher as an ONNX graph (LightGlue: Lindenberger et al., ICCV 2023; the small version trained for XFeat).

Six layers of self-attention (with rotary encoding of the positions) and cross-attention over the keypoints of two
pictures, then an assignment: a pair's probability of matching is the product of both softmaxes and both matchabilities.
The reference also drops hopeless points between layers to save time; that changes almost nothing and is left out.
"""

import numpy as np
import onnx

from registry.imaging.models.graph import Graph
from registry.imaging.models.unpickle import Tensors

LAYERS = 6
WIDTH = 96
_LAYER_NORM_EPSILON = 1e-5


def lighterglue_graph(weights: Tensors) -> onnx.ModelProto:
    """Inputs `keypoints_a` N x 2 and `keypoints_b` M x 2, centred and divided by half the longer side of their picture,
    and `descriptors_a` N x 64, `descriptors_b` M x 64 of unit length. Output `scores` N x M: log probabilities.
    """
    network = _Network(weights)
    graph = network.graph
    a, b = (network.linear(f"descriptors_{side}", "input_proj") for side in "ab")
    rotary_a, rotary_b = (network.rotary(f"keypoints_{side}") for side in "ab")
    for layer in range(LAYERS):
        a = network.self_attention(a, rotary_a, layer)
        b = network.self_attention(b, rotary_b, layer)
        a, b = network.cross_attention(a, b, layer)
    return graph.model(
        {
            "keypoints_a": ["n", 2],
            "keypoints_b": ["m", 2],
            "descriptors_a": ["n", 64],
            "descriptors_b": ["m", 64],
        },
        {"scores": network.assignment(a, b)},
        {"scores": ["n", "m"]},
    )


class _Network:
    def __init__(self, weights: Tensors) -> None:
        self.graph = Graph("lighterglue")
        self._weights = {
            name.removeprefix("matcher."): value for name, value in weights.items() if name.startswith("matcher.")
        }

    def linear(self, x: str, name: str, rows: "np.ndarray | None" = None) -> str:
        """A linear layer, or only some rows of it."""
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        if rows is not None:
            weight, bias = weight[rows], bias[rows]
        product = self.graph.add("MatMul", x, self.graph.constant(weight.T))
        return str(self.graph.add("Add", product, self.graph.constant(bias)))

    def rotary(self, keypoints: str) -> tuple[str, str]:
        """Cosines and sines of the projected positions, each number twice: N x WIDTH."""
        angles = self.graph.add(
            "MatMul", keypoints, self.graph.constant(self._twice(self._weights["posenc.Wr.weight"]).T)
        )
        return str(self.graph.add("Cos", angles)), str(self.graph.add("Sin", angles))

    @staticmethod
    def _twice(rows: np.ndarray) -> np.ndarray:
        return np.repeat(rows, 2, axis=0)

    def _rotated(self, x: str, rotary: tuple[str, str]) -> str:
        """Each pair of numbers turned by its angle; the exchange within pairs is a product with a constant matrix."""
        exchange = np.zeros((WIDTH, WIDTH), np.float32)
        for pair in range(0, WIDTH, 2):
            exchange[pair + 1, pair] = -1.0
            exchange[pair, pair + 1] = 1.0
        cosines, sines = rotary
        straight = self.graph.add("Mul", x, cosines)
        turned = self.graph.add("Mul", self.graph.add("MatMul", x, self.graph.constant(exchange)), sines)
        return str(self.graph.add("Add", straight, turned))

    def _attend(self, similarity: str, values: str) -> str:
        return str(self.graph.add("MatMul", self.graph.add("Softmax", similarity, axis=-1), values))

    def _times(self, a: str, b: str) -> str:
        return str(self.graph.add("MatMul", a, self.graph.add("Transpose", b, perm=[1, 0])))

    def self_attention(self, x: str, rotary: tuple[str, str], layer: int) -> str:
        """Attention within one picture. Queries, keys and values are interleaved in one linear layer."""
        name = f"transformers.{layer}.self_attn"
        queries, keys, values = (self.linear(x, f"{name}.Wqkv", np.arange(part, 3 * WIDTH, 3)) for part in range(3))
        queries = self._rotated(queries, rotary)
        keys = self._rotated(keys, rotary)
        scaled = self.graph.add("Mul", queries, self.graph.constant(WIDTH**-0.5))
        message = self.linear(self._attend(self._times(scaled, keys), values), f"{name}.out_proj")
        return self._update(x, message, name)

    def cross_attention(self, a: str, b: str, layer: int) -> tuple[str, str]:
        """Attention between the pictures, both ways from one similarity matrix."""
        name = f"transformers.{layer}.cross_attn"
        keys_a, keys_b = (self.linear(x, f"{name}.to_qk") for x in (a, b))
        values_a, values_b = (self.linear(x, f"{name}.to_v") for x in (a, b))
        scaled = self.graph.add("Mul", keys_a, self.graph.constant(WIDTH**-0.5))
        similarity = self._times(scaled, keys_b)
        backwards = self.graph.add("Transpose", similarity, perm=[1, 0])
        message_a = self.linear(self._attend(similarity, values_b), f"{name}.to_out")
        message_b = self.linear(self._attend(backwards, values_a), f"{name}.to_out")
        return self._update(a, message_a, name), self._update(b, message_b, name)

    def _update(self, x: str, message: str, name: str) -> str:
        """Residual update: linear, layer normalisation, GELU, linear on state and message together."""
        both = self.linear(self.graph.add("Concat", x, message, axis=-1), f"{name}.ffn.0")
        scale = self.graph.constant(self._weights[f"{name}.ffn.1.weight"])
        bias = self.graph.constant(self._weights[f"{name}.ffn.1.bias"])
        both = self.graph.add("LayerNormalization", both, scale, bias, axis=-1, epsilon=_LAYER_NORM_EPSILON)
        return str(self.graph.add("Add", x, self.linear(self._gelu(both), f"{name}.ffn.3")))

    def _gelu(self, x: str) -> str:
        """The exact GELU, x / 2 (1 + erf(x / sqrt 2))."""
        half = self.graph.add("Mul", x, self.graph.constant(0.5))
        erf = self.graph.add("Erf", self.graph.add("Mul", x, self.graph.constant(2**-0.5)))
        return str(self.graph.add("Mul", half, self.graph.add("Add", erf, self.graph.constant(1.0))))

    def assignment(self, a: str, b: str) -> str:
        """Log probability of every pair."""
        name = f"log_assignment.{LAYERS - 1}"
        projected_a, projected_b = (self.linear(x, f"{name}.final_proj") for x in (a, b))
        scaled = self.graph.add("Mul", projected_a, self.graph.constant(WIDTH**-0.5))
        similarity = self._times(scaled, projected_b)
        both = self.graph.add(
            "Add",
            self.graph.add("LogSoftmax", similarity, axis=1),
            self.graph.add("LogSoftmax", similarity, axis=0),
        )
        can_a, can_b = (self._log_sigmoid(self.linear(x, f"{name}.matchability")) for x in (a, b))
        certain = self.graph.add("Add", can_a, self.graph.add("Transpose", can_b, perm=[1, 0]))
        return str(self.graph.add("Add", both, certain))

    def _log_sigmoid(self, x: str) -> str:
        return str(self.graph.add("Neg", self.graph.add("Softplus", self.graph.add("Neg", x))))
