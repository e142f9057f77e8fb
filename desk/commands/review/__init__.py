"""The commands that answer questions of the Review."""
