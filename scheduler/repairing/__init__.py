"""Repairing what is published: timetables that are tried, and a search that begins from them."""
