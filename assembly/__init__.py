"""The rules of an assembly, and nothing else: no files, no screen, no clock, no dice."""
