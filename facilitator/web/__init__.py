"""What the host serves: the remote, the public mirror, later the phones; commands in, views out."""
