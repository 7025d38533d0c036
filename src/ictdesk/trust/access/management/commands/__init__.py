"""They go before those of the same name that Django and its add-ons bring."""
