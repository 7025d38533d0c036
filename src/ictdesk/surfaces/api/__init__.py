"""The HTTP API under /api/v1: schema in, one command or query, schema out."""
