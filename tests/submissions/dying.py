"""Work that ends its process, as when a system runs out of memory."""

import os
from multiprocessing import parent_process


def die_elsewhere(job: int) -> int:
    """Twice the job, but only in the process that everything began in."""
    if parent_process() is not None and job == 20:
        os._exit(1)
    return 2 * job
