"""Imports in the console: file, columns, preview, progress, what was wrong, the way back."""
