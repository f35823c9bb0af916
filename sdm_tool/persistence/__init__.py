"""Rows, queries and migrations: everything that knows the database."""
