"""What an unknown decision depends on: one class a kind, each a text for a person."""


class Dependency(str):
    """Something that is not known and could change a decision."""

    __slots__ = ()


class ResourceOfRequest(Dependency):
    """The resource, which the request does not name and the action needs."""

    __slots__ = ()


class ManagedPolicy(Dependency):
    """A managed policy that the identity has and nobody gave."""

    __slots__ = ()


class BoundaryPolicy(Dependency):
    """A permissions boundary that the identity has and nobody gave."""

    __slots__ = ()


class TemplateCondition(Dependency):
    """A condition of a template, or an expression, that decides whether a statement exists.

    ``name`` is what ``--set`` calls it.
    """

    __slots__ = ()

    @property
    def name(self) -> str:
        """The name, without the word before it."""
        return self.removeprefix("condition ")


class OpenPart(Dependency):
    """A part of a value that a file leaves open, as ``${Cluster}``."""

    __slots__ = ()


class ContextKey(Dependency):
    """A condition key that the request does not give."""

    __slots__ = ()


# The resource of a request that names none.
RESOURCE = ResourceOfRequest("the resource")
