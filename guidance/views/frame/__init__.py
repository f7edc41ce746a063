"""What all pages of the site share, and the pages about the site itself.

No page about a license, a question or a result.
"""
