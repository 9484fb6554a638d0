"""What an officer sees and presses: the only floor that knows Qt; the work is behind `caseworker`."""
