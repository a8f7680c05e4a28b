"""Approvals: what somebody may not decide alone, and waits for a second person.

Purpose: keep the question of who may not decide until who may has answered it.

Words:
    approval: a question for a second person: what, how much, why, by whom and since when
    subject: what it is about: a change set with the basis it was shown on, or a refund

Promises:
    nobody answers her own question
    a question is answered once, and what was approved is what was shown

Announces:
    approval.asked.v1, approval.decided.v1
"""
