"""A finished paper over the window: looked at, printed, saved."""
