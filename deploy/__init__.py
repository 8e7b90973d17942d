"""How the application is put on an office's computer: one file with everything, start scripts, examples of a server."""
