"""What tests of the authors' tools share."""
