"""Keys and sealed values: root key, epoch, workspace, subject; sealed fields; blind digests; search words.

It refuses to hand out a key that was destroyed, and to keep an unwrapped one for longer than ten minutes.
"""
