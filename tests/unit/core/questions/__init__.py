"""Questions by type, and the words that answer them."""
