"""The cases leave nothing out, and what they say of moto is still so."""

from importlib import import_module

from moto.core.common_models import CloudFormationModel

import emitter
from emitter.catalogue.identities import kinds
from tests.e2e import cases
from tests.e2e.declared import UNKNOWN_TO_MOTO


def test_every_kind_of_identity_is_deployed():
    tables = emitter.read_config(cases.IDENTITIES).environments.values()
    deployed = {
        entry["identity"]["kind"]
        for table in tables
        for entry in table["targets"].values()
        if isinstance(entry.get("identity"), dict)
    }
    assert deployed == set(kinds())


def test_moto_still_lacks_what_is_left_to_the_documents():
    for service in ("eks", "iam"):
        import_module(f"moto.{service}.models")
    known = {model.cloudformation_type() for model in _below(CloudFormationModel)}
    assert "AWS::IAM::Role" in known
    assert not known & set(UNKNOWN_TO_MOTO)


def _below(model):
    for other in model.__subclasses__():
        yield other
        yield from _below(other)
