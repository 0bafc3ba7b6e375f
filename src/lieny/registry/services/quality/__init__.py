"""Quality of what is handed in, sender by sender, and of the rules that look at it."""
