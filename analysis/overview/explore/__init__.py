"""Jelajah: the panel as one table for whatever an analyst asks."""
