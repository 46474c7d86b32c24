"""HTML bodies: their text as one draft, and a text put back between their markup."""
