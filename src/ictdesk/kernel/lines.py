"""Text in one line."""


def one_line(text: str) -> str:
    """The text without control characters, with single spaces and none at its ends."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
