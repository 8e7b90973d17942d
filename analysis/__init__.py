"""Numbers from panels: estimates, tests and the words for them. Pure: no pages, no files.

Thousands of small systems are solved here. Linear algebra on several threads would spend its time waiting for them
(measured on two busy cores: 14 s instead of 0.9 s for one office of 300 units), so it gets one.
"""

import scipy.linalg  # noqa: F401  (loads the library that is limited on the next line)
from threadpoolctl import threadpool_limits

threadpool_limits(limits=1, user_api="blas")
