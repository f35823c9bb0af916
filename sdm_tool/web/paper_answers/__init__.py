"""Answers that do not come from a form on a screen: typed in from paper, or brought in as files."""
