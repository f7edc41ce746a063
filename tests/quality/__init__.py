"""How well the search answers: what readers would type, and the addresses that answer it."""
