"""Products in the console: the list, the form of one product, its pictures."""
