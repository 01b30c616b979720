"""What goes wrong, for programs."""

from ninja import Schema


class Problem(Schema):
    """A code that stays, and words that say what to do."""

    code: str
    message: str
