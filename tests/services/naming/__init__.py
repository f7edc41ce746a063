"""Names of published licenses."""
