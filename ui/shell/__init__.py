"""The window around the screens: entry, navigation, search, lock."""
