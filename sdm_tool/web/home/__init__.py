"""The home page, help, and what to do about safety."""
