"""Paper: the document kit, one short module per form, and the packets made of them.

A form is a module that says which cells it has (`grid`); the kit sets the text (`typesetting`), breaks it
into pages (`pages`), draws headers, footers and codes (`sheet`) and binds forms into one numbered PDF
(`packet`). Nothing here reads a store or a clock: services hand over plain frozen content. The PDF library
takes a moment to import, so callers import these modules where they use them, never while a window is
starting.
"""
