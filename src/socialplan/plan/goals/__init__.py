"""Goals: one main goal, criteria and KPIs with baselines from findings."""
