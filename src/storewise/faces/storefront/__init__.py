"""The shop that shoppers see: pages that work without scripts, and better with them."""
