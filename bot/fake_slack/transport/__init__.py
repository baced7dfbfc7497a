"""How the app gets what happens: Socket Mode or HTTP."""
