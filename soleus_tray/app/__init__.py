"""Where the parts are put together: the only place adapters are built."""
