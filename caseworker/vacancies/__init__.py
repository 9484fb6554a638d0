"""Employers (用人单位), their vacancies (岗位), and what becomes of people recommended to them (岗位推荐).

`employers` and `vacancies` keep the records, `listing` shows them, `importing` takes ledgers in, `referrals` records
recommendations and their outcomes. `pay`, `uscc`, `fairness` and `referral_states` are rules without clock or store.
"""
