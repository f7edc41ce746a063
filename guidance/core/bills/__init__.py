"""Bills of materials: what a file lists and which licenses it names, or where it breaks.

No license is looked up here but by its name, no file is opened, and nothing is kept; what needs a
library, a database or a process of its own is for the services.
"""
