"""Hours, invitations and further education of the staff."""
