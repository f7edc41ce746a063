"""The frame around the nouns: who may enter, the first page, people, import, refusals.

No noun has its form here.
"""
