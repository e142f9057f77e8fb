"""Candidate timetables of one scenario side by side: rule by rule, part by part."""
