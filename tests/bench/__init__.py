"""What the app costs, measured on a virtual desktop beside its limits: `make bench`."""
