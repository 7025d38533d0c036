"""The pages of people who asked for something."""
