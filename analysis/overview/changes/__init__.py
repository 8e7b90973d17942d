"""What changed this month: each unit's control chart, said, drawn and printed."""
