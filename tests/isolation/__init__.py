"""No workspace sees, names or changes what is another's: tables, routes, sockets, commands, connections."""
