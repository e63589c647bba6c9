"""One small module for each kind of evidence. Each returns support, contradiction or missing, with both values.

`picture` (photograph against photograph), `identifier`, `title`, `maker`, `size` (words against the record).
"""
