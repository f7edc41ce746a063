"""How often and how many at once: counted per visitor, over all servers.

What is heavy is said by the faces; how a refusal looks, by the refusals.
"""
