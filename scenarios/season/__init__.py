"""Season files: the meetings of a year."""
