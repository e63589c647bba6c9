"""Fits the weights file from generated data: `python -m matcher.fitting` (or `make fit`).

`pictures` makes labelled picture comparisons from the generated works and the phone simulator, `texts` labelled text
comparisons from the documented cases, `regression` fits monotone bits, `thresholds` sets the verdicts.
"""
