"""What the workspace holds, as HTML for the browser."""
