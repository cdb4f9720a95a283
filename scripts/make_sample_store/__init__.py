"""Writes the sample store's catalogue and renders its pictures."""

import os

# Pictures are rendered one per process; threads inside NumPy would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
