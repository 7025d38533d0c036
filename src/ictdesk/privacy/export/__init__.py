"""A person's data as one archive: for them to read (Art. 15 GDPR), and for another desk to take in (Art. 20).

It knows tables by the data map and by what their rooms say of them (`kernel/datamap/telling.py`), and none by name.
"""
