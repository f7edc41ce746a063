"""The first written form of license texts, frozen: packs and editions name its digests.

Nothing here is mended, not even what is wrong: the next form does better, and what is
held stays as it is.
"""
