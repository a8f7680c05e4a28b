"""What befalls an order before its goods leave: changed, held back, substituted, cancelled."""
