"""Team: the workspace, its members, invitations, and who may do what."""
