"""A dialogue as a picture: its questions, routes and outcomes."""
