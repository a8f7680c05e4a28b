"""Training: who has to know what of the policy book, and who said to know it.

Purpose: every colleague knows the rules in force, and head office sees where somebody does not yet.

Words:
    playbook: what a kind of colleague has to know: subjects of the policy book, and steps for each
    card: one row of the book, told for training
    confirmation: a colleague's word to know the cards of a playbook as they are now
    coverage: who of a team and place has confirmed, and who has not

Promises:
    a confirmation holds as long as the rows it was given for say the same
    nobody confirms for somebody else

Announces:
    playbook.confirmed.v1
"""
