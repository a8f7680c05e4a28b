"""Pages: what the desks and the customer's page share: look, forms, signatures, refusals."""
