"""A workspace with a store of its own."""

from tests.plan.evidence.conftest import owner, store, workspace

__all__ = ["owner", "store", "workspace"]
