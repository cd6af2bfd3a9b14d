"""What the screens and the pages say in the same words: the language, days, sums and decisions."""
