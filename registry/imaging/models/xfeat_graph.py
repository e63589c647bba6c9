"""The XFeat network as an ONNX graph (Potje et al., "XFeat: Accelerated Features for Lightweight Image Matching", CVPR 2024).

A light convolutional pyramid for descriptors and reliability, and a separate head that sees every 8 x 8 cell of pixels for
keypoints. Batch normalisations follow convolutions without bias and are folded into them.
"""

import numpy as np
import numpy.typing as npt
import onnx

from registry.imaging.models.graph import Graph
from registry.imaging.models.unpickle import Tensors

_EPSILON = 1e-5


def xfeat_graph(weights: Tensors) -> onnx.ModelProto:
    """Input `image`: 1 x 1 x H x W grey, sides multiples of 32.

    Outputs of size H/8 x W/8: `descriptors` 1 x 64 x .., `keypoints` 1 x 65 x .. (logits of the 64 pixels of a cell and of
    "none of them"), `reliability` 1 x 1 x .. (0 to 1). Outputs of size H x W: `heatmap` 1 x 1 x .., the probability of a
    keypoint at each pixel, and `peaks`, its maximum over 5 x 5 pixels. Only what is asked for is computed.
    """
    network = _Network(weights)
    graph = network.graph
    image = network.normalised("image")
    skip = graph.add("AveragePool", image, kernel_shape=[4, 4], strides=[4, 4])
    skip = network.convolution(skip, "skip1.1", padding=0)
    x1 = network.layers(image, "block1", strides=(1, 2, 1, 2))
    x2 = network.layers(graph.add("Add", x1, skip), "block2", strides=(1, 1))
    x3 = network.layers(x2, "block3", strides=(2, 1, 1))
    x4 = network.layers(x3, "block4", strides=(2, 1, 1))
    x5 = network.layers(x4, "block5", strides=(2, 1, 1, 1))
    total = graph.add("Add", graph.add("Add", x3, network.doubled(x4, 2)), network.doubled(x5, 4))
    features = network.convolution(network.layers(total, "block_fusion", strides=(1, 1)), "block_fusion.2", padding=0)
    reliability = network.convolution(
        network.layers(features, "heatmap_head", strides=(1, 1)), "heatmap_head.2", padding=0
    )
    cells = graph.add("SpaceToDepth", image, blocksize=8)
    keypoints = network.convolution(
        network.layers(cells, "keypoint_head", strides=(1, 1, 1)), "keypoint_head.3", padding=0
    )
    probabilities = graph.add("Softmax", keypoints, axis=1)
    within = graph.add("Slice", probabilities, graph.integers(0), graph.integers(64), graph.integers(1))
    heatmap = graph.add("DepthToSpace", within, blocksize=8)
    peaks = graph.add("MaxPool", heatmap, kernel_shape=[5, 5], strides=[1, 1], pads=[2, 2, 2, 2])
    return graph.model(
        {"image": [1, 1, "height", "width"]},
        {
            "descriptors": features,
            "keypoints": keypoints,
            "reliability": graph.add("Sigmoid", reliability),
            "heatmap": heatmap,
            "peaks": peaks,
        },
        {
            "descriptors": [1, 64, "rows", "columns"],
            "keypoints": [1, 65, "rows", "columns"],
            "reliability": [1, 1, "rows", "columns"],
            "heatmap": [1, 1, "height", "width"],
            "peaks": [1, 1, "height", "width"],
        },
    )


class _Network:
    def __init__(self, weights: Tensors) -> None:
        self.graph = Graph("xfeat")
        self._weights = weights

    def normalised(self, image: str) -> str:
        """Instance normalisation over the whole picture."""
        one, zero = self.graph.constant([1.0]), self.graph.constant([0.0])
        return str(self.graph.add("InstanceNormalization", image, one, zero, epsilon=_EPSILON))

    def layers(self, x: str, block: str, strides: tuple[int, ...]) -> str:
        """Convolution, batch normalisation and ReLU, once for each stride."""
        for number, stride in enumerate(strides):
            name = f"{block}.{number}.layer"
            kernel = self._weights[f"{name}.0.weight"]
            scale = 1.0 / np.sqrt(self._weights[f"{name}.1.running_var"] + _EPSILON)
            bias = -self._weights[f"{name}.1.running_mean"] * scale
            x = self._convolve(x, kernel * scale[:, None, None, None], bias, stride, kernel.shape[-1] // 2)
            x = str(self.graph.add("Relu", x))
        return x

    def convolution(self, x: str, name: str, padding: int) -> str:
        """A convolution with its own bias."""
        return self._convolve(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"], 1, padding)

    def _convolve(
        self, x: str, kernel: npt.NDArray[np.floating], bias: npt.NDArray[np.floating], stride: int, padding: int
    ) -> str:
        side = kernel.shape[-1]
        return str(
            self.graph.add(
                "Conv",
                x,
                self.graph.constant(kernel),
                self.graph.constant(bias),
                kernel_shape=[side, side],
                strides=[stride, stride],
                pads=[padding] * 4,
            )
        )

    def doubled(self, x: str, factor: int) -> str:
        """Bilinear enlargement by a whole factor."""
        scales = self.graph.constant([1, 1, factor, factor])
        return str(self.graph.add("Resize", x, "", scales, mode="linear", coordinate_transformation_mode="half_pixel"))
