"""The workshop of a questionnaire: its map, what is chosen on it, what is missing, what changes.

What a node *is* in a form stands with the nouns; the pages that all drafts have, with the steps.
"""
