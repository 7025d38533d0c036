"""The log over the audit trail."""
