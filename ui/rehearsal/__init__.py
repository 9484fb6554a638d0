"""The work rehearsed in the real window with the keyboard alone: for machines without a display, tests and stories."""
