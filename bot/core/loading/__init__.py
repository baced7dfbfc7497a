"""From files to the library, with every mistake at once."""
