"""Search: an index per store over words and meaning, facets, suggestions, similar products."""
