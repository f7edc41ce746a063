"""What must hold across all rooms: for every noun, every kind of question, every mark."""
