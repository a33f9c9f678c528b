"""Foreign code that we change at run time: each patch with the version it fits and its reason."""
