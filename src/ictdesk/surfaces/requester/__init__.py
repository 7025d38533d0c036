"""Pages for people who asked for something: the form, and their own requests. No script is needed."""
