"""Turns the tree into something that runs: on a developer's machine (`dev`) and, as packages come to exist, in an office."""
