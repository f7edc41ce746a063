"""Bills of materials: what stands in a file, as items with the licenses that it names, or the place where it breaks.

No license is looked up here but by its name, no file is opened, and nothing is kept; what needs a
library, a database or a process of its own is for the services.
"""
