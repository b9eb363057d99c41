"""cloudsplaining: ``scan-policy-file`` for what is allowed, its check of roles for trust policies."""

import json
from collections.abc import Iterator

from driver import Check, main


def load() -> Check:
    """Its check of one policy."""
    from cloudsplaining.command.scan_policy_file import scan_policy
    from cloudsplaining.scan.assume_role_policy_document import AssumeRolePolicyDocument

    def check(text: str, file: str) -> Iterator[tuple[str, str]]:
        policy = json.loads(text)
        for risk, result in scan_policy(policy).items():
            if isinstance(result, dict):
                found = result["findings"]
                if found:
                    yield risk, json.dumps(found)
        trust = AssumeRolePolicyDocument(policy)
        for risk, principals in (
            ("AssumableByComputeService", trust.role_assumable_by_compute_services),
            ("AssumableByCrossAccountPrincipal", trust.role_assumable_by_cross_account_principals),
            ("AssumableByAnyPrincipal", trust.role_assumable_by_any_principal),
            (
                "AssumableByAnyPrincipalWithConditions",
                trust.role_assumable_by_any_principal_with_conditions,
            ),
        ):
            if principals:
                yield risk, json.dumps(principals)

    return check


if __name__ == "__main__":
    main(load)
