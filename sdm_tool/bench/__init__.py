"""Measures this release on this machine, as multiples of simple things measured beside it."""
