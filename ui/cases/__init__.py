"""Cases on screen: the list, and the one page that shows who, where in the process, what happened and what is next."""
