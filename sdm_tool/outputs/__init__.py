"""What leaves the tool: summaries, PDF files, pictures and text to copy."""
