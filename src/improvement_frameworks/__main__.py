"""Lets ``python -m improvement_frameworks`` run the program."""

from improvement_frameworks.cli import main

if __name__ == "__main__":
    main()
