"""What `tactful batch` does with files and batches; the commands are in `cli.commands.batch`."""
