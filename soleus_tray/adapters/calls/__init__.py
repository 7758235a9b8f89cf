"""Who has the microphone or the camera open, one file per system."""
