"""Settings read from the environment, and how the site is called from outside.

Imported before Django is set up; nothing here touches a database.
"""
