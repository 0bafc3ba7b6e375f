"""Components people look at: week timetable, region map, page frame, as plain SVG and HTML."""
