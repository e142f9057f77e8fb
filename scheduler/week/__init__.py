"""The vocabulary: a week and all that is in it, timetables, and what can be said of them."""
