"""What participants learnt."""
