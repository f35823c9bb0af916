"""The trail: what is recorded about who did what, and how it is checked."""
