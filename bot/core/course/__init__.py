"""The onboarding course: intents in, replies out."""
