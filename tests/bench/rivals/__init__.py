"""emit beside other linters of policies: what each finds, misses and makes up in the corpus, and its cost."""
