"""Keys and sealed values: root key, epoch, workspace, subject; sealed fields; blind digests; search words.

It refuses to hand out a key that was destroyed, and to keep a workspace's or a person's key unwrapped for longer than ten minutes.
"""
