"""What a person says of herself, and her points."""
