"""How many people come back to the site: figures by day, of browsers whose people agreed.

It knows no visitor. It refuses to keep anything by which two visits could be told to be of one person.
"""
