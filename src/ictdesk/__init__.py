"""ICTDesk: a support desk whose privacy promises are running code."""

__version__ = "0.1.0"
