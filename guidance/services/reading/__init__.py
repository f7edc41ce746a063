"""The pages of licenses, of FAQ entries, and of what an edition changed.

Made from readings, so that a preview shows what readers would see.
"""
