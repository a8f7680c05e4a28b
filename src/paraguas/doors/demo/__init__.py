"""The demonstration: one order told as a story over HTTP, real trade, and the books verified."""
