"""The ground floor: what several rooms share and none owns. It imports nothing of the course."""
