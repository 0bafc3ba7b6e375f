"""Letters by e-mail: written with the deed that they tell of, sent in the background."""
