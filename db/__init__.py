"""Where the work is kept and how it travels: models, the encrypted store, sync. Knows nothing of Qt or of rules."""
