"""Quick answers: what is shown for a question, and what a next word in the same thread refers to."""
