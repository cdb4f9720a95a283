"""The assistant on real products and documents: is it right, bound to the data, and quick."""
