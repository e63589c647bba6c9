"""Risk categories, one file a region, and the tables of Regulation (EU) 2019/880. See `registry.vocabulary.risks`."""
