"""Where conversations rest between turns."""
