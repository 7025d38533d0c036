"""The foundation every room stands on: tenancy, keys, the data map, events, audit, jobs, files.

It knows no room: nothing in here may import from `desk`, `privacy`, `trust`, `business` or `surfaces`.
"""
