"""Mastodon, and other servers that speak its language: who we are there, what is said to us and of us."""

from .connector import CONNECTOR

__all__ = ["CONNECTOR"]
