"""The place of work on a license: annotating, borders, new texts, and picking citations."""
