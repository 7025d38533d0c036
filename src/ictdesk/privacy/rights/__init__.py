"""Requests of people about their data: a case each, with a clock that the law has set, to the letter and its proof.

It refuses to know what a conversation is: a case is about subjects, the ones whose keys the vault holds.
"""
