"""Assessments (测评): questionnaires as data, their scoring, and what was filled in, by whom and how long it counts."""
