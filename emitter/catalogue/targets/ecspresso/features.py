"""The commands of ecspresso, their flags, and what the files that it reads can say."""

from ...model import Feature

FEATURES = (
    Feature(
        "deploy",
        "deploys a service that is there, and waits until it is stable, from 2.6 on until the deployment has ended",
        default=True,
    ),
    Feature("create", "deploys a service that is not there yet, which creates it", default=True),
    Feature(
        "latest-task-definition",
        "deploy --latest-task-definition; also a first deployment with --skip-task-definition",
        default=True,
    ),
    Feature(
        "service-tags",
        "the service definition has tags, or had some; up to 2.1 only a service that is created takes them",
        default=True,
    ),
    Feature("task-definition-tags", "the task definition has tags", default=True),
    Feature(
        "auto-scaling",
        "deploy or scale with --suspend-auto-scaling, --resume-auto-scaling, and from 2.2 --auto-scaling-min and -max; takes one of those two beside it",
        default=True,
    ),
    Feature(
        "service-connect",
        "the service uses Service Connect, whatever is done with it",
        default=True,
        until="2.4.0",
    ),
    Feature("ebs-volumes", "the service definition has managed EBS volumes", since="2.3.2"),
    Feature("vpc-lattice", "the service definition has VPC Lattice configurations", since="2.4.4"),
    Feature(
        "blue-green",
        "the service definition names roles for load balancers or lifecycle hooks: blue/green, linear and canary by Amazon ECS itself",
        since="2.6",
    ),
    Feature("express", "the service is one of ECS Express Mode; takes deploy beside it", since="2.7"),
    Feature("service-linked-role", "first service of the account, unless its service-linked role is there"),
    Feature(
        "codedeploy",
        "the service is deployed by AWS CodeDeploy: what deploy, wait and rollback take beside their own",
        default=True,
    ),
    Feature(
        "codedeploy-discovery",
        "the configuration does not name both the CodeDeploy application and the deployment group; takes codedeploy beside it",
    ),
    Feature(
        "codedeploy-stop",
        "rolls back while CodeDeploy still deploys; takes codedeploy and rollback beside it",
    ),
    Feature("register", "registers a task definition and does no more", default=True),
    Feature("scale", "sets the number of tasks", default=True),
    Feature("refresh", "replaces the tasks by new ones of the same revision", default=True),
    Feature(
        "rollback",
        "goes back to the previous revision or stops the deployment, and deregisters the other revision unless --no-deregister-task-definition is given",
        default=True,
    ),
    Feature("delete", "deletes the service", default=True),
    Feature("status", "shows the service", default=True),
    Feature("wait", "waits until the service is stable", default=True),
    Feature(
        "wait-deployed",
        "--wait-until=deployed of wait and rollback, in 2.5 of deploy too, which waits so by default from 2.6 on",
        default=True,
        since="2.5",
    ),
    Feature(
        "continue", "continues a deployment that is paused at a lifecycle hook", default=True, since="3.0"
    ),
    Feature("diff", "compares the definition files with what runs", default=True),
    Feature("appspec", "prints an AppSpec for CodeDeploy", default=True),
    Feature("init", "writes definition files from a service that is there", default=True),
    Feature("run", "registers a task definition and runs a task of it, until it ends", default=True),
    Feature(
        "run-registered",
        "run with --skip-task-definition, --latest-task-definition or --revision, which registers nothing",
        default=True,
    ),
    Feature(
        "run-logs", "run prints the log of the task, if it can; takes run or run-registered", default=True
    ),
    Feature(
        "run-tags",
        "run with --tags or --propagate-tags=TASK_DEFINITION, or a service definition with managed tags; takes run or run-registered",
        default=True,
    ),
    Feature("run-service-tags", "run --propagate-tags=SERVICE; takes run or run-registered", default=True),
    Feature("tasks", "lists the tasks of the service or family, or shows one", default=True),
    Feature("tasks-stop", "tasks --stop", default=True),
    Feature("tasks-trace", "tasks --trace, which prints events and logs of a task", default=True),
    Feature(
        "exec",
        "opens a shell in a container, which has the permissions of the task role",
        default=True,
    ),
    Feature("exec-container", "restricts exec to containers of the names that are given"),
    Feature("exec-kms-key", "the cluster names a KMS key for ECS Exec; takes exec"),
    Feature(
        "port-forward",
        "exec --port-forward (from 2.8 exec portforward) to a port of the container; exec cp takes it and exec",
    ),
    Feature(
        "port-forward-host",
        "exec --port-forward (from 2.8 exec portforward) with --host, to a port of another host",
    ),
    Feature("revisions", "lists the revisions of the task definition, or shows one", default=True),
    Feature("deregister", "deregisters old revisions that nothing uses", default=True),
    Feature("deregister-delete", "deregister --delete", default=True, since="2.2"),
    Feature("verify", "checks that the cluster and the roles are there", default=True),
    Feature("verify-load-balancers", "verify, for a service definition with load balancers", default=True),
    Feature("verify-images", "verify, for images in Amazon ECR of this account and Region", default=True),
    Feature(
        "verify-images-elsewhere",
        "verify, for images in Amazon ECR of other accounts, and from 2.3.2 of other Regions; takes verify-images",
    ),
    Feature(
        "verify-infrastructure-role",
        "verify, for the roles that the service definition names for Amazon ECS itself",
        since="2.6",
    ),
    Feature("verify-lifecycle-hooks", "verify, for functions that are lifecycle hooks", since="2.6"),
    Feature("verify-vpc-lattice", "verify, for target groups of VPC Lattice", since="2.4.4"),
    Feature("verify-secrets", "verify, for secrets in AWS Secrets Manager; not with --no-get-secrets"),
    Feature("verify-parameters", "verify, for secrets in Parameter Store; not with --no-get-secrets"),
    Feature("verify-environment-files", "verify, for environment files in Amazon S3"),
    Feature("verify-logs", "verify writes a line to each log group; not with --no-put-logs"),
    Feature(
        "verify-as-execution-role",
        "verify may become the task execution role, if that role trusts it; it can then read what that role reads",
    ),
    Feature("ssm", "definition files name parameters of Parameter Store (ssm)"),
    Feature("secretsmanager", "definition files name secrets (secretsmanager_arn)", since="2.3"),
    Feature("cloudformation", "definition files name outputs of stacks (cfn_output)"),
    Feature("cloudformation-exports", "definition files name exports of stacks (cfn_export)"),
    Feature("tfstate-s3", "the plugin tfstate reads Terraform state from Amazon S3"),
    Feature("tfstate-role", "the S3 backend of that state names a role, which then reads it"),
    Feature("secrets-kms-key", "secrets or parameters are encrypted with a customer managed KMS key"),
    Feature("s3-kms-key", "state or environment files are encrypted with a customer managed KMS key"),
    Feature(
        "assume-role",
        "what the identity that starts ecspresso takes to use --assume-role-arn; the rest belongs to that role",
        since="2.1",
    ),
)
