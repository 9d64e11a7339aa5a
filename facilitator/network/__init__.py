"""The networks of this machine: at which addresses phones may find it, and what to do when there is none."""
