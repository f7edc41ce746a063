"""Public pages judged as a whole by others' tools, on a portal that serves as in production."""
