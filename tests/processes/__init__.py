"""Whole processes: killed, served, and built as the Dockerfile builds them."""
