"""Whether the questions that a text or condition uses were asked by the time it is needed."""
