"""Excel and CSV, in and out: untrusted files become typed sheets, sheets become staged rows, records become
workbooks.

In: `reading.read_workbook` (parses in a child process with limits) -> `staging.stage` (parsed, compared,
explained rows) -> `commit.commit` and `commit.undo`. Out: `workbook.workbook_bytes` and
`workbook.save_workbook`.
"""
