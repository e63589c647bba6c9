"""`python -m api.cli` is `repatria`."""

from api.cli import main

main()
