"""What is left of a person's words outside the sealed columns: nothing, anywhere."""
