"""Triage, risk and stage: what the answers mean."""
