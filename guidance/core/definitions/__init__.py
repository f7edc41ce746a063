"""Words that a license defines: what they mean, and where they are used.

No note is placed here, and no statement judged; texts are read as they were cut.
"""
