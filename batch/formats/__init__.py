"""Libraries of canned responses: read from the file they came in, written back into the same."""
