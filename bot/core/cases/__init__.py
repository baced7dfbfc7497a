"""Cases: one piece of work about one service, to which conversations belong, and its road through the dialogues."""
