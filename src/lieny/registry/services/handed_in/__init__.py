"""What was handed in, as people look at it: numbers, the sheet itself, problems, what changed."""
