"""What tests of the Slack app share."""
