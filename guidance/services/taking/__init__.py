"""What a reader takes along from a result: proof, files for a product, Markdown, JSON, a zip.

All of it is made of a result, and of the editions of licenses that it rests on. How a result is
found and shown stands in ``services/results``.
"""
