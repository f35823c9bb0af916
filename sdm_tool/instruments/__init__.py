"""Licensed instruments: each folder holds its text as published, with its own NOTICE."""
