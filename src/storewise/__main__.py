"""`python -m storewise` does what the command `storewise` does."""

from storewise.cli import main

if __name__ == "__main__":
    main()
