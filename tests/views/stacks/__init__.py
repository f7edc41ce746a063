"""Stacks on the public pages."""
