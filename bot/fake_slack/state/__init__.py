"""What the workspace holds: messages, views, files, triggers, deliveries, faults."""
