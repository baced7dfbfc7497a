"""The commissioning advisor."""
