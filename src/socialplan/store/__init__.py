"""Where observations live: immutable Parquet files, made visible by a ledger."""
