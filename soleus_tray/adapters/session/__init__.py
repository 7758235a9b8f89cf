"""Who tells of the lock and of sleep, one file per teller."""
