"""The programme: colours, weeks, level, dose, phase and gates."""
