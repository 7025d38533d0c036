"""Commands of Django that open a prompt, closed outside development."""
