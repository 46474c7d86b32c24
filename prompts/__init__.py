"""Words for the model: Markdown templates with declared slots, and one function that fills each."""
