"""The page: the week in a browser, by the same functions that the commands call."""
