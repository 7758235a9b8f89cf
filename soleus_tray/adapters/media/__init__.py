"""What keeps the screen awake: a film or a talk, before which somebody sits."""
