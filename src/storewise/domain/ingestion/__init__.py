"""Ingestion: feeds of any common layout become products, with proof of what happened."""
