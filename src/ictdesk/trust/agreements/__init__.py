"""The agreement between controller and processor (Art. 28(3) GDPR): its text, who accepted which version, and the signed document.

It binds every workspace from its first minute. It refuses to change a version that somebody accepted, and a document that was issued.
"""
