"""Eight drafts of a long day, shown with their rewrites."""
