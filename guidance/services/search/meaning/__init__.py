"""The meaning of sentences as vectors: the model's file, the encoder, and a second ranking.

Nothing here knows words, hits or pages; without the model, all of it says nothing.
"""
