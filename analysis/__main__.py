"""`python -m analysis`: the pages' numbers, from a command line."""

import sys

from analysis.interfaces.command_line import main

sys.exit(main())
