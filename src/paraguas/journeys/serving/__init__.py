"""Serving an order: sourced, worked on in a store, sent elsewhere, set up, handed over."""
