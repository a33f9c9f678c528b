"""What an instructor takes into the room: a timetable and slides."""
