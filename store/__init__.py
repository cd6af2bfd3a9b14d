"""What remembers: books on a shelf. TinyDB is known here only."""
