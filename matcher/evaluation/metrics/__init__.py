"""Figures from outcomes, each with an interval.

`bootstrap` resamples objects, `recall` tells what was found (by route, by answer, at a fixed precision), `alarms` what was
wrongly said of negatives and what verdicts amounted to, `reliability` how honest probabilities are, `summary` puts all
together.
"""
