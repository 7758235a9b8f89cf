"""Every picture the app shows, drawn with Pillow in a short-lived child and kept in the cache.

Only `icon_cache`, `art` and `geometry` are for other processes: they load no Pillow.
"""
