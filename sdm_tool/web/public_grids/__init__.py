"""Grids that anyone may read, where an administrator put them on a public page."""
