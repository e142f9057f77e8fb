"""What a scenario says of its calendar: its own formats, what repeats, and holidays."""
