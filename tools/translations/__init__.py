"""The words of the public side in every language: found in the sources, kept as .po, compiled to .mo.

`./desk fix` renews the catalogs, `./desk check` says what is missing. Members' pages are English and are no place here.
"""
