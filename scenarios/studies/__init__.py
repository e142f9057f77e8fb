"""Questions about a scenario, each a folder with the same doors."""
