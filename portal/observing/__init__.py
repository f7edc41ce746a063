"""What whoever runs the portal sees of it: log lines, counts, numbers of requests.

Readers' words and answers are in none of it. Nothing here decides what is answered.
"""
