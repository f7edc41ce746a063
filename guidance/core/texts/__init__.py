"""A license's words: one written form, sections, quotations, highlights, differences.

Nothing here knows a question or an outcome, and nothing makes HTML.
"""
