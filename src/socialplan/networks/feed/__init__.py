"""RSS and Atom: what a site publishes, asked for only when it changed."""

from .asking import CONNECTOR

__all__ = ["CONNECTOR"]
