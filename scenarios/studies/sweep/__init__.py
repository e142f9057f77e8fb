"""Solving every variant of a scenario, and laying what comes of them side by side.

Dask distributed, which does the work, comes with the extra ``sweep`` and is imported only where
something is solved.
"""
