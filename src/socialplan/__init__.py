"""Socialplan: the social media plan as a living system."""

__version__ = "0.1.0"
