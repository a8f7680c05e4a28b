"""Documents as people get them: an invoice or credit note as a page and as a PDF."""
