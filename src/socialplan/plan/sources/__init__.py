"""Sources: what came in, from where, how fresh: files, mappings, jobs, the ledger of batches."""
