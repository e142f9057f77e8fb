"""Plots. Every function takes the axes to draw on, None for a figure of its own, and returns them.

matplotlib comes with the extra ``office`` and is imported only where something is drawn.
"""
