"""Data that leaves for another country: which instrument carries it, who assessed it, and what stops it (Chapter V GDPR).

It refuses to let anything go to a country without an instrument in force, or against a conclusion to stop.
"""
