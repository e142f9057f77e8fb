"""Calendars, and what other programs read: schedule.xml, schedule.json and Indico's CSV."""
