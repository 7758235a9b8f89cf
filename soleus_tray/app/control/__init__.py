"""How a command line talks to the running app: one line of JSON in, one line out, owner only."""
