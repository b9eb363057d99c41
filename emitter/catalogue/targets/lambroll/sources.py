"""Where the permissions of lambroll are known from."""

from ...model import Evidence, Repository

CODE = Repository("fujiwara/lambroll", "d60c2e901fd40adc6a8051beffa59f77ff03c28f")
LAYERS = Repository("fujiwara/lambroll", "b04447bdf3b0f95276283faac5f068dcb7637109")
CHANGES = Repository("fujiwara/lambroll", "bbc6e066be67773e4d593f3057b072b5ee23dbe8")
CFN = Repository("fujiwara/cfn-lookup", "23dc00d97277f16b1f5b2d302839d9e36cdf9bce")
SSM = Repository("fujiwara/ssm-lookup", "d91ee410f02f1334c8ffa0252f051d5d401f8f07")
TFSTATE = Repository("fujiwara/tfstate-lookup", "9f7e0fd88c40965108a25147a97397e3589491c6")


def at(places: str, repository: Repository = CODE) -> tuple[Evidence, ...]:
    """Return a source for each of ``places``: ``file:lines``, with spaces between."""
    sources = []
    for place in places.split():
        file, _, lines = place.partition(":")
        sources.append(repository.at(file, *map(int, lines.split(","))))
    return tuple(sources)
