"""How much a call does, in calls instead of seconds: the same on every machine, however busy it is."""

import cProfile


def calls(function, *arguments):
    """Return how many calls ``function(*arguments)`` makes: of functions and generators, builtin ones too.

    A loop that calls nothing is not counted, nor what a builtin does inside: an input that is large enough
    not to come to an end there has to stand next to the count.
    """
    profile = cProfile.Profile()
    profile.runcall(function, *arguments)
    return sum(entry.callcount for entry in profile.getstats())
