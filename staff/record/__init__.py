"""The record of reads: what collects it during a request, what keeps it, and what proves it."""
