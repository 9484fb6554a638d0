"""The failures a person is told about, under the name the services and screens use."""

from db.problems import OfficerProblem, Problem, SurroundingsProblem

__all__ = ["OfficerProblem", "Problem", "SurroundingsProblem"]
