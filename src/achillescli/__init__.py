"""A coach for Achilles tendinopathy in the terminal."""

__version__ = "0.1.0"
