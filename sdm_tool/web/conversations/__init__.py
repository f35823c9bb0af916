"""The conversation: its steps from Start to Decide."""
