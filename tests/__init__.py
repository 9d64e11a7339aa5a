"""The tests: they mirror the package, plus journeys, faults and figures."""
