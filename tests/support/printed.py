"""Deployments as text, in any format."""

from emitter.template.assemble import assemble
from emitter.template.formats import load_format


def printed(deployment, format):
    return load_format(format).render(assemble(deployment))
