"""Faults put into the program, one at a time; run.py begins."""
