"""Tools shared by the tests: real terminals, real processes, real faults."""
