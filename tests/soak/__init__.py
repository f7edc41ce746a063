"""What is too slow or too repetitive for the suite: `make soak`, some minutes, not in CI.

Each part is a module that begins what it needs itself and tells what it counted
(`counts.py`). Nothing here is collected as a test.
"""
