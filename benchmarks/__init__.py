"""Speed and memory on real data, measured from outside against the running program."""
