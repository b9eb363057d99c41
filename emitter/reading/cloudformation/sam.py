"""What AWS SAM makes of its resources: roles with policies by name, by ARN and by template; connectors.

Sources: "AWS::Serverless::Function"
(https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html),
"AWS SAM policy templates" (…/serverless-policy-templates.html) and "AWS::Serverless::Connector"
(…/sam-resource-connector.html). A function that names its own ``Role`` gets none of its ``Policies``.
"""

from collections.abc import Iterable, Iterator

from ..attachments import Attached
from ..document import Document
from ..functions import function, is_function, items
from ..grammar import Grammar
from ..tree import Mapping, Node, Scalar
from ..values import PARTITION, Unknown, Value
from .resources import TemplateResource
from .values import value

# Each makes a role with the policies of ``Policies``.
SERVERLESS = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")
_CONNECTOR = "AWS::Serverless::Connector"
_CONNECTORS = "Connectors"


def makes_role(resource: TemplateResource) -> bool:
    """Return whether SAM makes a role of ``resource``."""
    return resource.kind in SERVERLESS and resource.properties.get("Role") is None


def is_name(item: Node) -> bool:
    """Return whether an item of ``Policies`` names a managed policy."""
    if isinstance(item, Scalar) and not item.tag:
        return not item.text.lstrip().startswith("{")
    return function(item)[0] in ("Ref", "Fn::Sub", "Fn::GetAtt", "Fn::Join")


def managed_policies(resources: Iterable[TemplateResource]) -> Iterator[Attached]:
    """Yield the managed policies that roles of SAM have by name or ARN."""
    for resource in resources:
        found = resource.properties.get("Policies") if makes_role(resource) else None
        for item, when in () if found is None else items(found):
            if is_name(item):
                yield Attached(resource.title, arn_of(value(item)), when)


def arn_of(name: Value) -> Value:
    """Return the ARN of the managed policy ``name`` of AWS, or what is one already."""
    text = name.text
    if text is None or ":" in text:
        return name
    parts = ("arn:", Unknown("${AWS::Partition}", PARTITION), f":iam::aws:policy/{text}")
    return Value(parts, name.place)


def policy_template(item: Node, title: str) -> Document | None:
    """Return the document of a policy template (``S3CrudPolicy``), whose statements are not known."""
    if not isinstance(item, Mapping) or is_function(item) or len(item.entries) != 1:
        return None
    name, parameters = item.entries[0]
    if not isinstance(parameters, Mapping) or name.text in ("Statement", "PolicyDocument"):
        return None
    document = Grammar(value).unread(item, title)
    return document._replace(open=(f"the SAM policy template {name.text}",))


def connected(resource: TemplateResource) -> Iterator[Document]:
    """Yield what connectors of ``resource`` give to the role of their source, which is not known."""
    if resource.kind == _CONNECTOR:
        source = resource.properties.get("Source")
        identifier = source.get("Id") if isinstance(source, Mapping) else None
        held = identifier.text if isinstance(identifier, Scalar) else ""
        yield _connector(resource.properties, resource.title, held)
    embedded = resource.whole.get(_CONNECTORS)
    for name, inner in embedded.entries if isinstance(embedded, Mapping) else ():
        yield _connector(inner, f"{resource.title}.{name.text}", resource.title)


def _connector(node: Node, title: str, holder: str) -> Document:
    document = Grammar(value).unread(node, title)
    return document._replace(
        open=(f"the connector {title}",), holder=holder, holder_sort="role", attachment="inline"
    )
