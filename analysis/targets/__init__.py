"""Targets and achievement."""
