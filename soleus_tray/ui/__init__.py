"""What a person looks at: presenters (no tkinter) and views (only tkinter)."""
