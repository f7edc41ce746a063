"""What `try_deploy.py` is made of: readers, and what is done to the servers that they ask."""
