"""What stands at the top of every generated page."""

NOTE = "<!-- Written by `python -m tests.docs`; a test holds it to the code. -->"
