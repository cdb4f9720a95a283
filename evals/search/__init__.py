"""Search quality and speed on real products and human relevance judgements."""
