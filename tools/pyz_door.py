"""The first lines that run in `facilitator.pyz`, where this file is called `__main__.py`."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the file is given to whatever Python is there
    sys.exit(
        "facilitator a besoin de Python 3.11 ou plus récent ; celui-ci est en {}.{}.".format(*sys.version_info[:2])
    )

# The host and the faces are processes of their own: they find their modules in the same file.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [os.path.abspath(sys.path[0]), os.environ.get("PYTHONPATH")]))

from facilitator.cli import main

main()
