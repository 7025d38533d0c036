"""What the public page about the GDPR says. Each sentence is a record: its words, its article, and what shows it.

It refuses to publish as kept what no check shows.
"""
