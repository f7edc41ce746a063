"""Mail to people of the team: who is told of what, in which words, and how it gets out.

What happens is decided elsewhere; it says so here in its own transaction. Nothing is sent in a
request, and no worklist is made here.
"""
