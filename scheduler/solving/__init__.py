"""Finding the best timetable, tier by tier, and proving it."""
