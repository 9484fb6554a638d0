"""Schema history. `local` is the PC's branch, `central` the central store's.

Each version stands alone and imports nothing of ours.
"""
