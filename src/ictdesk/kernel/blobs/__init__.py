"""Sealed files: a stream in, a stream out, never a whole file in memory and never plain on the disk.

It refuses to know what a file means; rooms hold references to blobs.
"""
