"""The app as Slack knows it: its Home tab, transports, installations, and who may do what."""
