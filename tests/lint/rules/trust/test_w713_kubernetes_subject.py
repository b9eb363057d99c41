"""W713: wildcards for pods."""

from emitter.lint.rules.trust.w713_kubernetes_subject import RULE
from tests.support.linting import finds, table
from tests.support.trust_policies import EKS, GITHUB, signed_in


@table(
    found=[
        (
            "trusts system:serviceaccount:*:web: service accounts of more than one namespace",
            signed_in(EKS, {"sub": "system:serviceaccount:*:web"}),
        ),
        ("more than one namespace", signed_in(EKS, {"sub": "system:serviceaccount:we?:it"})),
        ("every service account of the namespace", signed_in(EKS, {"sub": "system:serviceaccount:web:*"})),
        ("every service account", signed_in(EKS, {"sub": "system:serviceaccount:web"})),
        (
            "every service account of the namespace",
            signed_in(EKS, {"sub": {"Fn::Sub": "system:serviceaccount:${Namespace}:*"}}),
        ),
        (
            "more than one namespace",
            signed_in(EKS, {"sub": {"Fn::Sub": "system:serviceaccount:${Namespace}*:it"}}),
        ),
    ],
    passed=[
        signed_in(EKS, {"sub": "system:serviceaccount:web:it"}),
        signed_in(EKS, {"sub": "system:serviceaccount:web:it-*"}),
        signed_in(EKS, {"sub": "system:serviceaccount:*:*"}, "StringEquals"),
        signed_in(EKS, {"sub": "system:serviceaccount:*:*"}, "StringNotLike"),
        signed_in(EKS, {"aud": "system:serviceaccount:*:*"}),
        signed_in(GITHUB, {"sub": "repo:*"}),
        signed_in(EKS, {"sub": {"Fn::Sub": "system:serviceaccount:${Account}"}}),
        signed_in(EKS, {"sub": {"Fn::Sub": "system:serviceaccount:${Account}*"}}),
    ],
)
def test_w713(expected, text):
    finds(RULE, text, *expected)
