"""soleus-tray on Windows' own Python, under Wine on a virtual desktop: `make test-windows`.

What is tried is the built wheel. The run prints a line for each step and writes docs/windows.md.
"""
