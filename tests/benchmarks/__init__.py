"""Benchmarks: `make bench`. Each figure stands beside another of the same run, as a ratio."""
