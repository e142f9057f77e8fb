"""What the page asks of the server, as JSON under ``/api``; others may build on it."""
