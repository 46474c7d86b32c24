"""`python -m cli` is `tactful`."""

from cli.app import main

main()
