"""The app's own tones, by each system's sound library, in a process of their own."""
