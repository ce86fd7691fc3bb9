"""`python -m recruitcheck`."""

from recruitcheck.cli import main

if __name__ == "__main__":  # processes of a pool import this too
    main()
