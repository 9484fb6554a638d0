"""The central store (中心库): one PostgreSQL for all offices, what PCs push into it and pull from it."""
