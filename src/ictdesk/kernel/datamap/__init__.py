"""The data map: what every stored field is about, why it is there and what becomes of it.

Declared beside the field, read by everything that acts on people's data. It refuses a field without
an entry, and a table from which no way leads to the person it tells of.
"""

from ictdesk.kernel.datamap import paths
from ictdesk.kernel.datamap.fields import Impersonal, Personal, impersonal, personal

__all__ = ["Impersonal", "Personal", "impersonal", "paths", "personal"]
