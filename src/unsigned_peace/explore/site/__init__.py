"""The course as pages to read: on a phone, on paper, without Python."""
