"""From case lists or counts to a `Panel`: calendars, strata, places followed through the merger."""
