"""Plain algorithms: arrays in, answers out. No database, no tenant, no settings."""
