"""The plan of a case (一人一策), how often its person is contacted, and the service packages they are owed."""
