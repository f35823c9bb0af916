"""The checks every option grid passes before anyone may use it, one kind to a file."""
