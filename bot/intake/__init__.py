"""What people hand in, read into reviews and problems; never raises on content, never fetches."""
