"""Bluesky: who we are there, what is said to us and of us, and all that is said as it happens."""

from .connector import CONNECTOR

__all__ = ["CONNECTOR"]
