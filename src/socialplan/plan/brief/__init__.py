"""Brief: what the plan starts from."""
