"""Quality on real data, beside the tests: search and models."""
