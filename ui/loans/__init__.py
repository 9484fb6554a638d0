"""Start-up guarantee loans (创业担保贷款): the list, one application with its form, and the paper beside it."""
