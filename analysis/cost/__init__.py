"""What training cost and bought."""
