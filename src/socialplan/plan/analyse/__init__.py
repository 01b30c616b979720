"""Analyse: what it means: claims and the SWOT board."""
