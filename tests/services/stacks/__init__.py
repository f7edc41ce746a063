"""What a whole product owes, from licenses that are published here."""
