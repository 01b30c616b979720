"""Everything a person can do with data: import it, mark accounts, erase a person, keep mappings."""
