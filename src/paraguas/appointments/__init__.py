"""Appointments: a colleague with the skill, kept free for a line.

Purpose: who of a place attends to whom at which time, and that the goods are there by then.

Words:
    appointment: a slot with a person of the needed skill, bound to a line and its readiness
    slot: a quarter hour of a person, taken once

Promises:
    one person has one appointment in a quarter of an hour, and none before its goods are there

Announces:
    appointment.booked.v1, appointment.moved.v1, appointment.released.v1, appointment.finished.v1
"""
