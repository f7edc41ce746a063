"""What a lawyer builds in a browser, from nothing to the end."""
