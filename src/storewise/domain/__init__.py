"""What the business does, one folder per bounded context. Speaks no HTTP."""
