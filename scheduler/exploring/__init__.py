"""Other timetables than the best: alternatives and trade-offs."""
