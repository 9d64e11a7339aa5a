"""The faces' side of the line to the host: follow a view, send a command, reconnect."""
