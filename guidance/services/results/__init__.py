"""From questions to a result: its pages, kept under a link, and as Markdown.

Everything comes from an edition and answers; no draft is read.
"""
