"""What the app says of the movement, the evidence and safety: pure texts, and all that may be claimed."""
