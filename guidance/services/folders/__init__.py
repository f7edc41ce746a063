"""Documents as a folder of YAML and Markdown that diffs well: written, read, and brought in.

Files and their places only: what a document says is the core's, how a draft is written the drafts'.
"""
