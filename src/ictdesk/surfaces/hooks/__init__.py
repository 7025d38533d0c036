"""Where providers of mail hand over what came in, and tell what became of what went out."""
