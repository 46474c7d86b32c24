"""What can be wrong with the database, in words for whoever runs it. No message holds content."""

from __future__ import annotations


class StorageError(Exception):
    """The database cannot be used as it is."""


class StorageUnavailable(StorageError):
    """The database cannot be reached, or has not started."""


class SchemaOutdated(StorageError):
    """The tables are older than this version of Tactful, or there are none yet."""


class SchemaTooNew(StorageError):
    """The tables were made by a newer version of Tactful."""
