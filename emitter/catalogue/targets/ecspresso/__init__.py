"""ecspresso, deploying services to Amazon ECS.

Read at v2.3.2 with the libraries that call AWS for it, and tag by tag from v2.0.0 to there; of later
versions the files that changed, one by one, each cited at the commit that it was read at. 3.0 was read on
the branch that became it. A feature is a command, a flag of one, or something in the files that it reads.
What is no command comes on top of one, except tasks-stop, tasks-trace, port-forward, port-forward-host and
deregister-delete: they hold all that their command takes.
"""

from ...model import Release, Target
from .auto_scaling import SCALING_GRANTS
from .codedeploy import CODEDEPLOY_GRANTS
from .definitions import DEFINITION_GRANTS
from .deployments import DEPLOYMENT_GRANTS
from .documented import PAGES
from .features import FEATURES
from .parameters import PARAMETERS
from .service import SERVICE_GRANTS
from .sources import CFN, CODE, CODE_2_8, CODE_3, ECSTA, TFSTATE, TRACER
from .tasks import TASK_GRANTS
from .verify import VERIFY_GRANTS

TARGET = Target(
    name="ecspresso",
    title="services on Amazon ECS",
    deployer="ecspresso",
    versions=(
        "2.0",
        "2.1",
        "2.2",
        "2.3.0",
        "2.3.2",
        "2.3.3",
        "2.4.0",
        "2.4.1",
        "2.4.4",
        "2.5",
        "2.6",
        "2.7",
        "2.8.0",
        "2.8.5",
        "3.0",
    ),
    read=Release("3.0.0", "2026-11-28"),
    identities=(
        "codebuild",
        "github-oidc",
        "account",
        "ec2-instance-profile",
        "ecs-task-role",
        "user",
        "group",
        "existing",
    ),
    identity_name="ecspresso",
    policy_name="ecspresso",
    parameters=PARAMETERS,
    features=FEATURES,
    grants=(
        *SERVICE_GRANTS,
        *DEPLOYMENT_GRANTS,
        *TASK_GRANTS,
        *SCALING_GRANTS,
        *CODEDEPLOY_GRANTS,
        *VERIFY_GRANTS,
        *DEFINITION_GRANTS,
    ),
    pages=PAGES,
    repositories=(CODE, CODE_2_8, CODE_3, ECSTA, TRACER, TFSTATE, CFN),
    notes=(
        "With --assume-role-arn, plugins still run as the identity that starts ecspresso, and so do tasks and exec but for describing the service and its task definition.",
        "When verify becomes the task execution role, that role reads images, secrets and parameters and writes logs; environment files are always read by the caller.",
        "docs/iam-policy-example.json in its repository is an example, not a list of what is needed: ecs:* and any role to pass or assume, but not codedeploy:GetDeployment, for one.",
        "Services and tasks whose ARNs are from before the long format are not matched.",
        "How 2.6.5 to 2.7.1 find the deployment in progress could not be read: they may not list deployments, as 2.6.0 and 2.8.0 do.",
        "Version 3.0 was read on its branch before the tag, and tracer at 1.0.2, where 2.8 has a later one.",
    ),
)
