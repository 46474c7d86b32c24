"""How answers look to a person at a terminal, and as plain lines in a pipe."""
