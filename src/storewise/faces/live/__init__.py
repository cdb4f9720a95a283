"""Streams: the assistant on other sites, and for any chat client."""
