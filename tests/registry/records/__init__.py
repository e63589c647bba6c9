"""Tests of `registry.records`."""
