"""The room `tickets`."""
