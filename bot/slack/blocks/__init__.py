"""Messages, modals and the Home tab as Slack's Block Kit."""
