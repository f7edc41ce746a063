"""One file a noun: its list and its form.

What all drafts share stands with the steps, how rows are saved with the saving.
"""
