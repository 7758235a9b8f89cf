"""Soleus Tray: counts sitting, and paces two minutes of seated heel raises in every hour."""

__version__ = "0.1.0"
