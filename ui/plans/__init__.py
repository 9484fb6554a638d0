"""The plan of a case (一人一策) and the service packages its person is owed."""
