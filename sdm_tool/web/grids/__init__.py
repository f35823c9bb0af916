"""Reading option grids without a conversation."""
