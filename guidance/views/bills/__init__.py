"""Bills of materials that readers bring, by file or pasted: the form, and what was read.

What a stack owes is shown elsewhere. Nothing that a reader brings is kept.
"""
