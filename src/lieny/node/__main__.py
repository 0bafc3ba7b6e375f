"""`python -m lieny.node`: the command line."""

from lieny.node.cli import main

main()
