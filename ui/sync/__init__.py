"""What the officer sees of sync: the page, the conflict view, transfers, the connection, and the loop behind them."""
