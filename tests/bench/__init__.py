"""Benchmarks; pytest does not collect them."""
