"""From one Report to what people take home, one file per format."""
