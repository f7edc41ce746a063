"""What is let go, and what stays."""
