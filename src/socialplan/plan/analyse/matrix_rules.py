"""Plain decisions of the confrontation matrix: the scale, and which question a cell asks."""

SIGNS = {2: "++", 1: "+", 0: "0", -1: "-", -2: "--"}
SCORES = tuple(SIGNS)
MOST_ISSUES = 5


def kind_of(inside: str, outside: str) -> str:
    """What a cell asks: seize, defend, improve or contain, by the quadrants of its cards."""
    return {
        ("strength", "opportunity"): "seize",
        ("strength", "threat"): "defend",
        ("weakness", "opportunity"): "improve",
        ("weakness", "threat"): "contain",
    }[inside, outside]
