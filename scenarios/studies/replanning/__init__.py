"""Replanning: a scenario that has changed, and a published week that is kept as far as possible."""
