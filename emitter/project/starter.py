"""The ``emit.toml`` that ``emit init`` writes."""

STARTER = """\
#:schema ./emit.schema.json
# Editors with Taplo check this file by that line, once emit schema > emit.schema.json has made the schema.
#
# What emit writes for this repository. Every key is explained by the JSON Schema: emit schema
# After a change: emit build. In CI: emit check.
# In .gitattributes, so that git changes no line endings and reviews fold the files:
#   out/** text eol=lf linguist-generated
required_version = ">=0.2"

# Where the files go: OUT/ENVIRONMENT/TARGET, in each of these formats
# (cloudformation, cloudformation-json, terraform, terraform-hcl, aws-cli).
out = "out"
formats = ["cloudformation", "terraform"]

# Under every environment, unless the environment says otherwise.
[defaults]
tags = { managed-by = "emit" }
# permissions_boundary = "deployers"        # a managed policy, by name or ARN

[environments.dev]
account = "111122223333"                    # twelve digits, in quotes
region = "eu-west-1"                        # the partition follows from it

# What deploys there. emit targets lists them; emit targets NAME shows what one takes.
[environments.dev.targets.piped-ecs]
# version = "0.57"                          # without it, the newest that the catalogue knows
# permissions = "documented"                # the deployer's own list, instead of least-privilege
# without = ["traffic-routing"]
# identity = { kind = "ecs-task-role", name = "piped", path = "/deployers/" }
values = { cluster = "dev", task_role = "app-task", execution_role = "app-execution" }

# [environments.dev.targets.piped-lambda]
# identity = "piped-ecs"                    # a second policy for the same role
# values = { function = "thumbnails", function_role = "thumbnails" }

# [environments.dev.targets.ufo]
# identity = { name = "Ufo", users = ["tung"] }
"""
