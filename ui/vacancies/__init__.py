"""Vacancies and employers (岗位与单位), and the parts a case screen borrows: recommendations and their outcomes."""
