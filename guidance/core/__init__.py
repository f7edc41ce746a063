"""What license texts, quotations, decision trees and differences *are*.

Pure Python: the standard library, pydantic and rapidfuzz, and nothing else.
"""
