"""Tasks: run, listed, stopped, traced, and entered."""

from awacs import ecs, kms, logs, ssm

from ...model import Accept, Grant, GrantCondition, Scope, WhenFeature, inferred, vendor
from .sources import (
    AWS,
    CLUSTER,
    ECSTA,
    EXEC_CHECKER,
    FORWARDS,
    IN_CLUSTER,
    LOG_STREAMS,
    PICKERS,
    REVISIONS,
    RUNS,
    TAG_ON_CREATE,
    TASK,
    TASK_DEFINITION,
    TRACER,
    at,
    created_by,
)

RUN = Scope("RunTasks", (TASK_DEFINITION,), (IN_CLUSTER,))
NEW_TASK_TAGS = Scope("NewTaskTags", (TASK,), created_by("RunTask"))
TASKS = Scope("Tasks", (TASK,))
# ListTasks has container instances for resources, but by family or service AWS authorises it on *.
TASK_LIST = Scope("TaskList", ("*",), (IN_CLUSTER,))
EXEC = Scope(
    "Exec",
    (CLUSTER, TASK),
    (GrantCondition("StringLike", "ecs:container-name", ("{container}",), when="exec-container"),),
    (
        Accept(
            "W506",
            "exec opens a shell in any task while no cluster is named; the value cluster narrows it",
            unnamed="cluster",
            unless="exec-container",
        ),
    ),
)
EXEC_KEY = Scope("ExecKey", ("{exec_kms_key}",))
ENDPOINT = Scope("SessionEndpoint", ("*",))
# AWS's own documents have no account. Without the condition a session that names no document would be
# a shell, past all that ECS Exec restricts and records.
DOCUMENT_ARN = "arn:{partition}:ssm:{region}::document"
PORT_FORWARD = Scope(
    "PortForwarding",
    (
        TASK,
        WhenFeature("port-forward", f"{DOCUMENT_ARN}/AWS-StartPortForwardingSession"),
        WhenFeature("port-forward-host", f"{DOCUMENT_ARN}/AWS-StartPortForwardingSessionToRemoteHost"),
    ),
    (GrantCondition("BoolIfExists", "ssm:SessionDocumentAccessCheck", ("true",)),),
)

TASK_GRANTS = (
    Grant(
        ecs.RunTask,
        RUN,
        RUNS,
        "runs a task that belongs to no service, such as a database migration",
        at("run.go:156"),
    ),
    Grant(
        ecs.TagResource,
        NEW_TASK_TAGS,
        ("run-tags", "run-service-tags"),
        "the task is started with tags, and AWS authorises that apart",
        (TAG_ON_CREATE, *at("run.go:156")),
    ),
    Grant(
        ecs.DescribeTasks,
        TASKS,
        (*RUNS, *REVISIONS, *PICKERS),
        "follows the task to its end, or sees which tasks there are and what they run",
        (
            *at("run.go:218,227 ecspresso.go:347 tasks.go:119"),
            *at("ecsta.go:72,111", ECSTA),
            *at("tracer.go:223", TRACER),
        ),
    ),
    Grant(
        ecs.ListTasks,
        TASK_LIST,
        (*REVISIONS, *PICKERS),
        "finds the tasks of the family or service; only a condition can narrow it to the cluster",
        (
            *at("tasks.go:112"),
            *at("ecsta.go:104", ECSTA),
            inferred("https://github.com/cdklabs/construct-hub/issues/1207"),
        ),
    ),
    Grant(ecs.StopTask, TASKS, ("tasks-stop",), "stops the task that was chosen", at("stop.go:38", ECSTA)),
    Grant(
        ecs.ExecuteCommand,
        EXEC,
        ("exec",),
        "opens a shell in a running container, which acts with the task role",
        at("exec.go:49", ECSTA),
    ),
    Grant(
        kms.GenerateDataKey,
        EXEC_KEY,
        ("exec-kms-key",),
        "encrypts the session with the key that the cluster names for ECS Exec",
        (EXEC_CHECKER.at("check-ecs-exec.sh", 243, confidence="vendor"), *at("exec.go:49", ECSTA)),
    ),
    Grant(
        ecs.DiscoverPollEndpoint,
        ENDPOINT,
        ("exec", *FORWARDS),
        "finds the endpoint that the session manager plugin is given; AWS lets no resource narrow it",
        at("ecsta.go:286", ECSTA),
        until="2.7",
    ),
    Grant(
        ssm.StartSession,
        PORT_FORWARD,
        FORWARDS,
        "forwards a local port to a container, or through it to another host",
        (
            *at("portforward.go:59", ECSTA),
            vendor(f"{AWS}/systems-manager/latest/userguide/getting-started-specify-session-document.html"),
        ),
    ),
    Grant(
        logs.GetLogEvents,
        LOG_STREAMS,
        ("run-logs", "tasks-trace"),
        "prints the log of a task; when run does so, a denial is passed over in silence",
        (*at("ecspresso.go:398"), *at("tracer.go:354", TRACER)),
    ),
)
