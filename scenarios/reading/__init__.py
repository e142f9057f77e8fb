"""Everything that turns people's text into values."""
