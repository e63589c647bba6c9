"""Fits the weights file from labelled comparisons: pure arithmetic, called by `repatria evaluate --fit`.

`pairs` says what a labelled comparison is, `regression` fits monotone bits to pictures, `texts` bits to levels of words
(learnt from `records`), `sharing` what a further photograph adds, `thresholds` the verdicts, `calibrating` probabilities
(`reliability` says how honest they are),
`operating` the points that users ask for; `fit` puts all into one weights file. Where the comparisons come from is told in
`matcher.evaluation.gathering`.
"""
