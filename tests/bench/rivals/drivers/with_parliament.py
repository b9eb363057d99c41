"""parliament as ``parliament --include-community-auditors`` runs it."""

from collections.abc import Iterator
from pathlib import Path

from driver import Check, main


def load() -> Check:
    """Its check of one policy."""
    import parliament

    auditors = Path(parliament.__file__).parent / "community_auditors"
    parliament.override_config(auditors / "config_override.yaml")

    def check(text: str, file: str) -> Iterator[tuple[str, str]]:
        policy = parliament.analyze_policy_string(
            text, file, include_community_auditors=True, config=parliament.config
        )
        broken = [found for found in policy.findings if "community_auditor" in found.location]
        for found in policy.findings:
            where = {name: value for name, value in found.location.items() if name in ("actions", "type")}
            if found not in broken:
                yield found.issue, f"{found.detail or ''} {where or ''}".strip()
        if broken:
            raise RuntimeError(
                ", ".join(f"{one.location['community_auditor']}: {one.detail}" for one in broken)
            )

    return check


if __name__ == "__main__":
    main(load)
