"""YAML as plain values, with the place of each."""
