"""Speed and accuracy of service."""
