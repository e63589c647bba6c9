"""Inscriptions from text."""
