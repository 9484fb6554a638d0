"""What an officer sees and presses. The only floor that knows Qt; it reaches the work through `caseworker`."""
