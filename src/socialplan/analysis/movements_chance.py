"""How large a jump the search for changes finds where there is none."""

import math

import numpy as np

# Days of a series: the squared jump that one in twenty series without a change reaches, and by how much it
# is larger where the chance is e times smaller. Made by benchmarks/movements_chance.py, from 4,000 series of
# each length with storms, days without data, and days that resemble the day before.
TABLE = {
    28: (7.19, 3.94), 40: (8.33, 3.66), 60: (13.15, 4.68), 90: (14.48, 3.83), 130: (15.66, 3.96),
    200: (17.38, 4.38), 300: (18.46, 3.96), 450: (20.05, 4.28),
    700: (21.69, 4.19), 1100: (23.78, 4.64),
}  # fmt: skip
RATE = 0.05
LEAST = 1e-6  # below this the tail of the table says nothing


def chance(jump: float, days: int) -> float:
    """How likely the search finds a jump (in deviations) as large in a series of so many days without a
    change.

    Read from the table, between its lengths along the logarithm of days; beyond what was counted the tail is
    exponential in the square of the jump (Knijnenburg, Wessels, Reinders & Shmulevich 2009, Bioinformatics
    25).
    """
    if jump <= 0:
        return 1.0
    lengths = np.log(list(TABLE))
    at, scale = (np.interp(math.log(days), lengths, [row[part] for row in TABLE.values()]) for part in (0, 1))
    return float(min(1.0, max(RATE * math.exp(-(jump**2 - at) / scale), LEAST)))
