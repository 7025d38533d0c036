"""Mail in and out, over real SMTP on this machine."""
