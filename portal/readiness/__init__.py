"""Whether a process can serve: its migrations, its static files, its pages, and what it leans on.

How it is asked and answered is the faces'. Nothing here mends anything.
"""
