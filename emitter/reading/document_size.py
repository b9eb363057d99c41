"""How many characters a document has, as IAM counts them: white space is left out.

Source: "IAM and AWS STS quotas"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
"""

from collections.abc import Callable

from .functions import is_function
from .tree import Mapping, Node, Scalar, Sequence
from .values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Value

# Characters that an unknown part of a shape has at least; a name of any shape is taken to be short.
_LEAST = {
    ACCOUNT: len("111122223333"),
    REGION: len("eu-west-1"),
    PARTITION: len("aws"),
    DNS_SUFFIX: len("amazonaws.com"),
}
_NAME = 16


def size(node: Node, read: Callable[[Node], Value]) -> int:
    """Return characters of ``node`` as compact JSON; ``read`` makes a value of what stands in it."""
    if isinstance(node, Mapping) and not is_function(node):
        inner = sum(_key(key) + 1 + size(value, read) for key, value in node.entries)
        return 2 + inner + max(0, len(node.entries) - 1)
    if isinstance(node, Sequence) and not node.tag:
        return 2 + sum(size(item, read) for item in node.items) + max(0, len(node.items) - 1)
    parts = read(node).parts
    return 2 + sum(
        len("".join(part.split())) if isinstance(part, str) else _LEAST.get(part.shape, _NAME)
        for part in parts
    )


def _key(key: Scalar) -> int:
    return 2 + len("".join(key.text.split()))
