"""From a scenario file to a scenario."""
