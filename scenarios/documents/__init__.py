"""What is sent: the programme, calendars, feeds, and who is told what."""
