"""Files of CDK's ``cdk.out`` beside its templates: they name resources and hold no policy of their own.

Source: "AWS CDK cloud assembly schema"
(https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema).
"""

from .attachments import Content
from .tree import Mapping, Node

# The keys that tell ``manifest.json``, ``tree.json`` and ``*.assets.json``, beside ``version``.
_TOPS = (("artifacts",), ("tree",), ("files", "dockerImages"))


def is_cdk(node: Node) -> bool:
    """Return whether ``node`` is a manifest, a construct tree or a list of assets."""
    if not isinstance(node, Mapping) or node.get("version") is None:
        return False
    return any(all(isinstance(node.get(key), Mapping) for key in keys) for keys in _TOPS)


def read_cdk(node: Mapping) -> Content:
    """Return no documents: the templates beside ``node`` hold them."""
    return Content(())
