"""Reference data: the tape, its tables and its measures; never words."""
