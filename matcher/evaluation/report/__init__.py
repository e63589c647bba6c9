"""Reports of an evaluation: one HTML page that needs nothing else, a JSON file for machines, tables for the documentation.

`charts` draws with the primitives of `svg`, `gallery` asks the worst queries again and shows them with their evidence, `page`
puts the page together, `markdown` writes the tables of docs/accuracy.md, `publishing` puts them there.
"""
