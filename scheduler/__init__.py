"""The mechanism: the vocabulary of a meeting week, timetables, rules, the judge, and solving.

This package knows no concrete rule. No solver is imported until a week is solved.
"""
