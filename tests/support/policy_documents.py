"""Policies written in a test, as documents."""

import json

from emitter.reading.files import read_text


def documents(*policies, name="policy.json"):
    """The documents of ``policies``, each a JSON object."""
    return tuple(d for policy in policies for d in read_text(json.dumps(policy, indent=1), name).documents)


def allow(**elements):
    """A policy of one statement that allows everything, but for what ``elements`` say."""
    if not {"Action", "NotAction"} & set(elements):
        elements["Action"] = "*"
    if not {"Resource", "NotResource"} & set(elements):
        elements["Resource"] = "*"
    return {"Version": "2012-10-17", "Statement": [{"Sid": "S", "Effect": "Allow", **elements}]}


def deny(**elements):
    """As :func:`allow`, denying."""
    return allow(**{"Effect": "Deny", **elements})


def statement(**elements):
    """The statement of :func:`allow`, as it is read."""
    (document,) = documents(allow(**elements))
    return document.statements[0]
