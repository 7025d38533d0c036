"""Mail to the privacy address becomes a case. Joins the desk's mail and the rights room; it decides nothing about either."""
