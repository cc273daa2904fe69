"""What anybody sees first."""
