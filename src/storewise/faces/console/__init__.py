"""The console where merchants run their store: pages that work without scripts, better with them.

The application includes `routes.router`; every page stands under `/console/{slug}/`.
"""
