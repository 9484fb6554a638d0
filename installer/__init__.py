"""Turns the tree into something that runs: on a developer's machine (`dev`), later in an office."""
