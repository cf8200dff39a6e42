"""The compiled twins of the extraction say what their rooms say in Python."""
