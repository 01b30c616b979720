"""`python -m socialplan COMMAND`."""

from socialplan.cli import main

if __name__ == "__main__":  # a process that this one starts reads it too
    main()
