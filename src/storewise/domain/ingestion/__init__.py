"""Ingestion: feeds of any common layout become products, step by step, with proof of what happened."""
