"""A week that is being planned: changed step by step, with every step kept beside it."""
