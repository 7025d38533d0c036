"""The listener for mail from outside: takes what is for an inbox here, and nothing else."""
