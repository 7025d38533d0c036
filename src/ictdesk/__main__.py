"""`python -m ictdesk` is the command `ictdesk`."""

from ictdesk.project.cli import main

if __name__ == "__main__":
    main()
