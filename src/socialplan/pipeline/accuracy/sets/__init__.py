"""The sets on which labellers are measured: a module per set, each with SETS."""
