"""The first written form, frozen."""
