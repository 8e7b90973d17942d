"""Frames to unit × period × indicator."""
