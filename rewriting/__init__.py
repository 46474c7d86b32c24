"""The pipeline: one draft in, one proven result out; and the only door to a model."""
