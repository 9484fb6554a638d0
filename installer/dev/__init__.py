"""What `make` needs: the machine's libraries, the virtual environment, the translations. Stands above every floor."""
