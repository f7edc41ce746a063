"""What a whole product owes: its components asked for, shown, addressed, taken along, kept.

Everything comes from editions of licenses; no draft is read. Files that list components are read
elsewhere.
"""
