"""`python -m socialplan COMMAND`."""

from socialplan.cli import main

main()
