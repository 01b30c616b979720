"""How often the labellers are right: measured on sets whose labels people gave. For evaluation only.

Nothing of these sets is shipped but the figures, and coefficients of calibrators that say so.
"""
