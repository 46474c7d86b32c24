"""Many drafts: readers and writers per format, jobs, the report."""
