"""What stops a start, said in one sentence."""


class StartupProblem(Exception):
    """The installation cannot start as asked; the message says why and what to do."""
