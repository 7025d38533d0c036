"""Measurements of the running product, beside the limits of the machine, all in one run."""
