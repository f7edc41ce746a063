"""Public pages as stored bytes, served before Django: made once, compressed, and given to all.

What may be stored is said by the faces (``marking``); nothing here knows a page.
"""
