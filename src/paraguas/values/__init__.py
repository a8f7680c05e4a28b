"""Plain values every floor may use: no database, network, files, clock, randomness or logging."""
