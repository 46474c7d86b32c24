"""The written guidance as data: what to say, what to leave unsaid, and where it comes from."""
