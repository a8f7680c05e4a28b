"""Quotes: priced as at check-out, sent with a link, placed at frozen prices."""
