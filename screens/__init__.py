"""The acts: one file per step or view."""
