"""Every course that the rules can tell apart, and every fault of the disk: see README.md here."""
