"""What `make` needs: the machine's libraries, the virtual environment, the translations. Never shipped."""
