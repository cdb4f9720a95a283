"""A small picture studio in NumPy: surfaces, light, a camera and backdrops."""
