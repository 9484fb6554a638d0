"""What a district administrator sees of the offices: asked of the central store, nothing of it is kept on the PC."""
