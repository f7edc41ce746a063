"""How questionnaires are used: counted in memory, written behind, and shown to the team.

Sums for each edition and week. Nobody's answers, and nothing that leads to a reader, is here.
"""
