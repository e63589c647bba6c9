"""Measures the matcher and gathers what its weights are fitted on: `repatria evaluate` (docs/evaluation.md).

`dataset/` reads what is measured on, `transforms/` makes queries of registered pictures, `tasks` plans what is asked,
`registering` and `running` ask it in several processes, `examining` puts one task through the matcher, `outcomes` keeps what
came back, `baselines` runs plain methods beside it, `metrics/` makes figures of outcomes, `report/` shows them, `evaluate`
does all of it in turn. `gathering` collects labelled comparisons for `matcher.fitting`, `gate` is the check in the tests.
"""
