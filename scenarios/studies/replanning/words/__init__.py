"""Changes in words: what people say, and what a scenario file then says."""
