"""Assessments (测评): choosing one, filling it in alone or with the client, and its result in plain words."""
