"""What license texts, quotations, decision trees and differences *are*.

Pure Python: the standard library, pydantic, rapidfuzz and snowballstemmer, and nothing else.
"""
