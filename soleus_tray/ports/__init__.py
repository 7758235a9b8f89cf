"""What the app needs from a desktop, one small Protocol each."""
