"""The vendor's own trade: its workspace, its plans. For its own contacts the vendor is controller (Art. 4(7) GDPR)."""
