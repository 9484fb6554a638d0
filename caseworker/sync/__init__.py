"""What an officer sees and decides of sync: state, what waits, what is stuck, conflicts, hand-overs, connection."""
