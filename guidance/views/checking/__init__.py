"""Questionnaires and their results: asked, shown, kept under a link.

What a result says is made in the services.
"""
