"""Today: the worklist from which everything due can be finished."""
