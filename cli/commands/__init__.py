"""The commands, one a file: each reads its input, asks one function, and shows the answer."""
