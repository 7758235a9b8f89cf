"""How each desktop gives what the ports ask for: one folder per port, one file per system."""
