"""Data that ships with the application: fonts, texts, translations, code tables, policy packs. No logic."""
