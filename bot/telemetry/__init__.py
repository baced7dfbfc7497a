"""What whoever runs the advisor can watch: logs, metrics, traces. No word that anybody typed is in them."""
