"""Tables of decisions: rows of answers, what must come of them, and which rules of a dialogue they tell apart."""
