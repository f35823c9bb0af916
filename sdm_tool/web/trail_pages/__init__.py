"""The trail: who did what, and when."""
