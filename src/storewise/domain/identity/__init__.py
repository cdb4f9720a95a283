"""Identity: stores, the staff who run them, their sessions, and API keys."""
