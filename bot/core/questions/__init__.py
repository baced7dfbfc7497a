"""Questions by type: one class a type, which knows how an answer is read, checked, meant and shown."""
