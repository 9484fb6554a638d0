"""The guarantee loan (创业担保贷款), from intention to settlement: rules and services."""
