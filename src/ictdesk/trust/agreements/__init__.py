"""The agreement between controller and processor (Art. 28(3) GDPR): its text, and who accepted which version.

It binds every workspace from its first minute. It refuses to change a version that somebody accepted.
"""
