"""Questions that stand before the room until they are answered: each has a typed answer."""
