"""Text in pictures: set in fonts that have it, fitted to its box, never beyond the edge."""
