"""Search: an index per store over words and meaning, ranking, facets, suggestions, similar products."""
