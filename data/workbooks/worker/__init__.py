"""What runs in the child process. Its modules import each other relatively and nothing else of the project."""
