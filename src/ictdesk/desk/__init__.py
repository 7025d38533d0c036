"""The support desk: workspaces, people, contacts, conversations."""
