"""Plots. Every function takes the axes to draw on, or makes some, and returns them.

matplotlib comes with the extra ``plots`` and is imported only where something is drawn.
"""
