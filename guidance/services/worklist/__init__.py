"""What waits for somebody: how drafts stand with the checks, what is due, what was overtaken.

Nothing here publishes or checks by itself: it asks the rooms below, and remembers.
"""
