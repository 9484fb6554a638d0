"""Two people's stories, told through the real window with the keyboard, each step a picture."""
