"""gunicorn's workers as the portal needs them: what is held at once, and an end without loss.

Nothing here knows Django or a page.
"""
