"""The privacy office: cases about people's data. It joins the desk's contacts with the rights' subjects, and decides nothing."""
