"""Learned models without torch: read the published weights, write ONNX graphs, run them with ONNX Runtime.

`unpickle` reads a torch file safely, `graph` helps to write ONNX, `xfeat_graph` and `lighterglue_graph` are the two
networks, `build` makes the files; `sessions` opens them; `xfeat`, `lighterglue` and `sscd` run them; `sift` is the
fallback; `features` and `local` are what they have in common.
"""
