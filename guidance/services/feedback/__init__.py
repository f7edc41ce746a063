"""What readers write to the team: kept for a while, answered under a private link.

Nothing about the reader is kept, and nobody's answers unless they say so.
"""
