"""How many leaders a week needs."""
