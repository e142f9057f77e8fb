"""A week as a picture: days as columns, the time of day downwards, on one page or several."""
