"""What the helpers of templates look up."""

from awacs import acm, cloudformation, ec2, ecr, kms, ssm, wafv2

from ...model import GrantCondition, Scope
from .images_and_logs import _REPOSITORIES
from .sources import _allow, _calls, _inferred
from .stack import _OTHER_STACKS

_LOOK_UP = Scope("LookUps", ("*",))


_PARAMETER = Scope("SsmParameters", ("{ssm_parameter}",))


_PARAMETER_KEY = Scope(
    "SsmKey",
    ("{ssm_key}",),
    # The key's own ARN names the Region; the service's domain differs between partitions.
    (GrantCondition("StringLike", "kms:ViaService", ("ssm.*",)),),
)


_HELPER_GRANTS = (
    *_calls(
        _OTHER_STACKS,
        ("helper-stack-output",),
        (
            cloudformation.DescribeStacks,
            "stack_output reads an output of another stack",
            "task_definition/helpers/stack_output.rb:10 aws_services/concerns.rb:8",
            "",
        ),
    ),
    *_calls(
        _REPOSITORIES,
        ("helper-ecr-repo",),
        (
            ecr.DescribeRepositories,
            "ecr_repo turns the name of a repository into its address",
            "task_definition/helpers/ecr.rb:11",
            "",
        ),
    ),
    *_calls(
        _LOOK_UP,
        ("helper-acm-cert",),
        (
            acm.ListCertificates,
            "acm_cert finds the certificate of a domain",
            "task_definition/helpers/acm.rb:25",
            "",
        ),
    ),
    *_calls(
        _LOOK_UP,
        ("helper-waf",),
        (wafv2.ListWebACLs, "waf finds a web ACL by its name", "task_definition/helpers/waf.rb:10", ""),
    ),
    *_calls(
        _LOOK_UP,
        ("helper-key-pairs",),
        (
            ec2.DescribeKeyPairs,
            "key_pairs lists the names of key pairs",
            "task_definition/helpers/vpc.rb:42",
            "",
        ),
    ),
    *_calls(
        _PARAMETER,
        ("helper-ssm",),
        (
            ssm.GetParameter,
            "ssm reads a value, decrypted, into the task definition",
            "task_definition/helpers/ssm/fetcher.rb:31",
            "",
        ),
    ),
    *_allow(
        _PARAMETER_KEY,
        ("helper-ssm-key",),
        (
            kms.Decrypt,
            "the value is encrypted with a key of the customer's own",
            _inferred("task_definition/helpers/ssm/fetcher.rb:31"),
        ),
    ),
)
