"""What is wrong about a person is made right (Art. 16 GDPR), and what stood there before is kept for the case alone.

It changes no message: what was said was said. It knows no column: rooms say how theirs is corrected.
"""
