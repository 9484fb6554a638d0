"""Policy packs of the district: what stands in force, what came, what would change."""
