"""What all operations share: requests read, problems told, lists paged, the schema made.

No operation of its own but the description.
"""
