"""`make bench`: what a turn, a start, a query and an answer cost, beside what others need for the same."""
