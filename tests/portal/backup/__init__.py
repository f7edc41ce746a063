"""Backups: the file itself, and the way there and back between both databases."""
