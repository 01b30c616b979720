"""One file per step of the plan: from its queries to the blocks of a chapter."""
