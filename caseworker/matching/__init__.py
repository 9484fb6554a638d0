"""Which vacancies fit a person and why: candidates, scores, reasons.

`features` scores (pure), `selection` decides who is a candidate and says why the others are not (pure), `recommend`
asks the store, `occupation` guesses the occupation code of a title. Gender, age, ethnicity, marriage and disability
are nowhere read here.
"""
