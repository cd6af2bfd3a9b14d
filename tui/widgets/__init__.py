"""What the room is shown: one widget, one file."""
