"""Catalogue: products with variants, brands, categories, attributes, media, prices and stock."""
