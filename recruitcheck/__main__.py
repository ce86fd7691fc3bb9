"""`python -m recruitcheck`."""

from recruitcheck.cli import main

main()
