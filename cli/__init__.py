"""The `tactful` command: the same functions as the service, with no server and no key needed."""
