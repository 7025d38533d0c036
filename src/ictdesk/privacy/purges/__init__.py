"""Purging many people at once: one member proposes, another one confirms, and each person then goes the ordinary way
of an erasure, with a certificate of their own.

It decides nothing about a person by itself and has no way of its own to remove anything.
"""
