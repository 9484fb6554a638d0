"""How the store travels: change capture's way to the central store and back."""
