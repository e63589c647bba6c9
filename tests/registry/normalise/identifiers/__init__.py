"""Identifiers from text."""
