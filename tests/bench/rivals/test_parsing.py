"""What tools print, read back; the outputs are what they printed, shortened."""

from tests.bench.rivals.said import Crash, Said
from tests.bench.rivals.tools import cfn_lint, checkov, driven, emit, iam_policy_validator, parliament

DRIVEN = """{"said": [
["faulty/trust-short-account.json", "UNKNOWN_PRINCIPAL", "arn:aws:iam::44445555666:role/Auditor"],
["faulty/trust-short-account.json", "MALFORMED", "Statement contains neither Resource nor NotResource"],
["faulty/static-site-sync.json", "MALFORMED", "Statement contains neither Resource nor NotResource"]
], "crashes": [
["faulty/null-both-ways.json", "JSONConfigNodeTypeError: Expected a ConfigJSONObject"]
]}"""

CFN_LINT = """[{
"Filename": "faulty/legacy-mailer.json", "Id": "777c43a3-0da7-2d50-d0b6-a3de3c883ede", "Level": "Warning",
"Location": {
  "End": {"ColumnNumber": 12, "LineNumber": 2},
  "Path": ["Resources", "Policy", "Properties", "PolicyDocument", "Version"],
  "Start": {"ColumnNumber": 3, "LineNumber": 2}
},
"Message": "IAM Policy Version should be updated to '2012-10-17'", "ParentId": null,
"Rule": {
  "Description": "See if the elements inside an IAM Resource policy are configured correctly.", "Id": "W2511",
  "ShortDescription": "Check IAM Resource Policies syntax",
  "Source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"
}
}, {
"Filename": "faulty/odd.json", "Id": "5561e16d-8e8f-ff25-1c15-cae2325b3164", "Level": "Error",
"Location": {
  "End": {"ColumnNumber": 2, "LineNumber": 1}, "Path": null, "Start": {"ColumnNumber": 1, "LineNumber": 1}
},
"Message": "Unknown exception while processing rule E3510: KeyError()", "ParentId": null,
"Rule": {"Description": "", "Id": "E0002", "ShortDescription": "Rule processing error", "Source": ""}
}]"""

CHECKOV = """{
"check_type": "terraform",
"results": {
  "passed_checks": [],
  "failed_checks": [{
    "check_id": "CKV_AWS_286",
    "check_name": "Ensure IAM policies does not allow privilege escalation",
    "check_result": {"result": "FAILED", "evaluated_keys": ["policy/Statement/[0]/Action"]},
    "file_path": "/faulty/break-glass-admin.tf",
    "file_line_range": [1, 5],
    "resource": "aws_iam_policy.policy_13"
  }],
  "skipped_checks": [],
  "parsing_errors": ["./faulty/log-shipper-two-actions.json"]
},
"summary": {"passed": 174, "failed": 1, "skipped": 0, "parsing_errors": 1, "resource_count": 28}
}"""

EMIT = """[{
"rule": "E106", "severity": "error", "message": "the Sid 'Images' stands twice",
"file": "plain/faulty/thumbnail-worker.json", "line": 14, "column": 14, "sid": "Images", "document": ""
}]"""
EMIT_LEFT_OUT = "warning: plain/faulty/bad.json:1:16: is no JSON: expecting value; fix that line; skipped\n"


def test_what_is_driven_reports_findings_and_crashes():
    heard = driven.parse(DRIVEN, 1.5)
    assert heard.said[0] == Said(
        "faulty/trust-short-account", "UNKNOWN_PRINCIPAL", "arn:aws:iam::44445555666:role/Auditor"
    )
    assert [crash.policy for crash in heard.crashes] == ["faulty/null-both-ways"]
    assert heard.seconds == 1.5


def test_parliament_asks_for_a_resource_in_trust_policies_too():
    said = parliament.renamed(driven.parse(DRIVEN, 0).said, {"faulty/trust-short-account"})
    assert [(one.policy, one.rule) for one in said] == [
        ("faulty/trust-short-account", "UNKNOWN_PRINCIPAL"),
        ("faulty/trust-short-account", "TRUST_WITHOUT_RESOURCE"),
        ("faulty/static-site-sync", "MALFORMED"),
    ]


def test_cfn_lint_reports_matches_and_rules_that_failed():
    heard = cfn_lint.parse(CFN_LINT, 1)
    words = "IAM Policy Version should be updated to '2012-10-17'"
    assert heard.said == [Said("faulty/legacy-mailer", "W2511", words)]
    assert heard.crashes == [Crash("faulty/odd", "Unknown exception while processing rule E3510: KeyError()")]


def test_checkov_reports_failed_checks_and_what_it_could_not_parse():
    assert checkov.parse(CHECKOV) == [
        Said(
            "faulty/break-glass-admin",
            "CKV_AWS_286",
            "Ensure IAM policies does not allow privilege escalation",
        ),
        Said("faulty/log-shipper-two-actions", "parsing_errors"),
    ]


def test_emit_reports_findings_and_what_it_left_out():
    heard = emit.parse(EMIT, EMIT_LEFT_OUT, 1)
    assert heard.said == [
        Said("faulty/thumbnail-worker", "E106", "the Sid 'Images' stands twice"),
        Said("faulty/bad", "left-out", "1:16: is no JSON: expecting value; fix that line"),
    ]


VALIDATOR = """{"results": [{
"policy_file": "plain/faulty/backup-starter.json", "issues": [
  {"check_id": "action_condition_enforcement", "issue_type": "missing_required_condition",
   "condition_key": "iam:PassedToService", "message": "Required: Action(s) `iam:PassRole` require condition"},
  {"check_id": "sid_uniqueness", "issue_type": "duplicate_sid", "condition_key": null, "message": "twice"},
  {"check_id": "trust", "issue_type": "check_execution_error", "condition_key": null, "message": "raised"},
  {"check_id": "policy_size", "issue_type": "check_execution_error", "condition_key": null, "message": "b"}
]}], "parsing_errors": [["plain/faulty/odd.json", "no JSON"]]}"""


def test_iam_policy_validator():
    policy = "faulty/backup-starter"
    heard = iam_policy_validator.parse(VALIDATOR, 1.0)
    assert heard.said == [
        Said(
            policy,
            "action_condition_enforcement/iam:PassedToService",
            "Required: Action(s) `iam:PassRole` require condition",
        ),
        Said(policy, "sid_uniqueness/duplicate_sid", "twice"),
        Said("faulty/odd", "parsing_errors", "no JSON"),
    ]
    assert heard.crashes == [Crash(policy, "raised")]
