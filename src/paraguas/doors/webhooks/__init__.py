"""Webhooks out: facts in their envelopes, sent signed to whoever subscribed to them."""
