"""Who leads the committees over several years."""
