"""Do the tests notice a change? Each number moved by one, each line changed by mutmut."""
