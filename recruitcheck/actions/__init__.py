"""What is wrong in a workplace and what is done about it: findings, actions, the plan.

`words` says answers, places and clauses; `findings` decides what is a finding; the plan
is written, read back, and what it closed counts as evidence in the next run.
"""
