"""Measurements from text."""
