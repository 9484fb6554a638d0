"""Schema history. `local` is the PC's branch; each version stands alone and imports nothing of ours."""
