"""What the service costs and what each plan holds, as data."""
