"""What `./desk` runs: the environment, the checks, the lock."""
