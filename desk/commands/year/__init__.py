"""The commands for the meetings of a year."""
