"""What the brand promised: told in letters, ended kept or broken, made good, owned by somebody."""
