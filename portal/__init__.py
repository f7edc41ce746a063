"""The project around the app: settings, addresses, what every request goes through, WSGI.

Nothing here knows a license.
"""
