"""What is taken along from a result."""
