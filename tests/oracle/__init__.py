"""Holds emit's decisions against those of another simulator, on random requests; not part of the tests.

``npm install --prefix FOLDER @cloud-copilot/iam-simulate`` outside of the repository, then ``python -m
tests.oracle FOLDER``. It is under the AGPL: it is run, and nothing of it is copied. The kinds of disagreement
are rows of docs/evaluation.md.
"""
