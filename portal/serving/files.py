"""How many files, and so connections, a process may have open."""

import resource


def may_be_open(wanted: int) -> int:
    """Let this process open as many as are wanted, if it may; return how many it may."""
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if resource.RLIM_INFINITY in (soft, most):
        return wanted if soft == resource.RLIM_INFINITY else _raised(wanted, most)
    return soft if soft >= wanted else _raised(min(wanted, most), most)


def _raised(soft: int, most: int) -> int:
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, most))
    return soft
