"""Learn: the movement, the evidence and the safety page, as pages to turn."""
