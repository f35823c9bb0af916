"""The pages of the tool as people use them: found by their words, never by classes.

Each method does one thing a person does, and works with scripts and without.
"""
