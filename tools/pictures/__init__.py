"""Pictures of the screens, taken from the program itself: `python -m tools.pictures [WORD…] [--into FOLDER]`."""
