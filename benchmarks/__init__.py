"""Measures, never asserts times: `make bench`."""
