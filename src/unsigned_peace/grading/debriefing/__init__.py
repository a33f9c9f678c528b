"""The games of a class in one picture, for the debriefing: read, drawn, and written as files."""
