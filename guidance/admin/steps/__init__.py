"""The pages of a draft on its way to an edition, and the bar that leads through them.

What one noun alone has stands with the noun.
"""
