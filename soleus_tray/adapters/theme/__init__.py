"""Where each desktop keeps its preference for light or dark."""
