"""Results as text: decides nothing, computes nothing."""
