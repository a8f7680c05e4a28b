"""Mail: letters go out by SMTP, or into a folder in the demo and in tests."""
