"""The two ways in besides the pages: command line and notebook."""
