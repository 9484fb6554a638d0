"""What an officer sees and presses: the only floor that knows Qt. It reaches the work through `caseworker`."""
