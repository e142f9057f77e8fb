"""A year of meetings: which takes place when."""
