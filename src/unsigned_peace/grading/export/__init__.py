"""Take the marks of a class elsewhere: rows that know no format first, one writer per format."""
