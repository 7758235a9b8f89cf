"""Which of the programs the user named run, one file per system."""
