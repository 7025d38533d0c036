"""Pages on which owners and admins set up the workspace."""
