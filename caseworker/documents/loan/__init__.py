"""The papers of a personal guarantee loan (创业担保贷款): one module per paper, and the packet of all of
them.
"""
