"""What moto 5.2 lacks of the calls that emit's files make, as far as they take it."""

import json
import re
from urllib.parse import parse_qs

from moto.core.responses import EmptyResult
from moto.iam.responses import IamResponse

_PATH = re.compile(r"/clusters/([^/]+)/pod-identity-associations(?:/([^/]+))?")
_TAGS = re.compile(r"/tags/(arn:aws:eks:.*:podidentityassociation/.*)")


class PodIdentity:
    """EKS Pod Identity, of which moto has nothing: a WSGI application that keeps associations by their id.

    https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html and the like.
    """

    def __init__(self):
        self.associations = {}

    def reset(self):
        self.associations.clear()

    def serves(self, path):
        return _PATH.fullmatch(path) is not None or _TAGS.fullmatch(path) is not None

    def __call__(self, environ, start_response):
        body = json.loads(environ["wsgi.input"].read() or b"{}")
        tagged = _TAGS.fullmatch(environ["PATH_INFO"])
        if tagged:
            (found,) = [a for a in self.associations.values() if a["associationArn"] == tagged[1]]
            found["tags"] |= body["tags"]
            start_response("200 OK", [("Content-Type", "application/json")])
            return [b"{}"]
        cluster, known = _PATH.fullmatch(environ["PATH_INFO"]).groups()
        query = {key: values[0] for key, values in parse_qs(environ["QUERY_STRING"]).items()}
        status, answer = self._answer(environ["REQUEST_METHOD"], cluster, known, body, query)
        headers = [("Content-Type", "application/json")]
        if status != "200 OK":
            headers.append(("x-amzn-errortype", "ResourceNotFoundException"))
        start_response(status, headers)
        return [json.dumps(answer).encode()]

    def _answer(self, method, cluster, known, body, query):
        if known is None and method == "POST":
            return "200 OK", {"association": self._create(cluster, body)}
        if known is None:
            wanted = {"clusterName": cluster} | query
            wanted.pop("maxResults", None)
            return "200 OK", {
                "associations": [a for a in self.associations.values() if wanted.items() <= a.items()]
            }
        if known not in self.associations:
            return "404 Not Found", {"message": f"No association found with id: {known}"}
        if method == "DELETE":
            return "200 OK", {"association": self.associations.pop(known)}
        if method == "POST":
            self.associations[known] |= {"roleArn": body["roleArn"]}
        return "200 OK", {"association": self.associations[known]}

    def _create(self, cluster, body):
        name = f"a-{len(self.associations) + 1:017}"
        association = {
            "clusterName": cluster,
            "namespace": body["namespace"],
            "serviceAccount": body["serviceAccount"],
            "roleArn": body["roleArn"],
            "associationArn": f"arn:aws:eks:eu-west-1:123456789012:podidentityassociation/{cluster}/{name}",
            "associationId": name,
            "tags": body.get("tags", {}),
        }
        self.associations[name] = association
        return association


def bound_users(patch):
    """Users keep a permissions boundary; moto has them for roles only."""
    create = IamResponse.create_user

    def create_user(response):
        result = create(response)
        arn = response._get_param("PermissionsBoundary")
        if arn is not None:
            _bound(response, arn)
        return result

    def put_user_permissions_boundary(response):
        _bound(response, response._get_param("PermissionsBoundary"))
        return EmptyResult()

    patch.setattr(IamResponse, "create_user", create_user)
    patch.setattr(IamResponse, "put_user_permissions_boundary", put_user_permissions_boundary, raising=False)


def _bound(response, arn):
    user = response.backend.get_user(response._get_param("UserName"))
    user.permissions_boundary = {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": arn}
