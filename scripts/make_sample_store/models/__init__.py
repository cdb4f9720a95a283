"""The things of the sample store as three-dimensional models, one module per family."""
