"""The door: command line and wiring, nothing else."""
