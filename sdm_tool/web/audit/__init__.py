"""The audit pages: how well decisions are shared, without one person's answer."""
