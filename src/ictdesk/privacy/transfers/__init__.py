"""Data that a person takes along goes straight to another controller (Art. 20(2) GDPR), sealed for that one alone.

It knows no archive's content: it seals the file of the case and hands it over.
"""
