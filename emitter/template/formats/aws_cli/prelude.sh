set -eu
export AWS_PAGER=''
# Version 1 of the AWS CLI does not read AWS_REGION; version 2 prefers it, as is done here.
[ -z "${AWS_REGION:-}" ] || export AWS_DEFAULT_REGION=$AWS_REGION

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# check NAME VALUE PATTERN RULE: stops unless VALUE matches PATTERN.
check() {
  # In other locales a range such as a-z has more letters.
  local LC_ALL=C
  [[ $2 =~ $3 ]] || fail "$1: '$2' is not valid; $4"
}

# there COMMAND...: whether what COMMAND asks for exists; stops on any other error.
there() {
  local answer
  if answer=$("$@" 2>&1 >/dev/null); then
    return 0
  fi
  case $answer in
    *NoSuchEntity*) return 1 ;;
  esac
  fail "$answer"
}

# same ONE OTHER: whether two JSON texts differ in white space at most.
same() {
  [ "$(printf '%s' "$1" | tr -d '[:space:]')" = "$(printf '%s' "$2" | tr -d '[:space:]')" ]
}

# settled KIND NAME FOUND PATH: stops when what exists has another path, which IAM cannot change.
settled() {
  [ "$3" = "$4" ] || fail "$1 $2 exists with path $3, not $4; delete it or choose another name"
}

# holds LINES LINE: whether LINE is one of LINES.
holds() {
  case $'\n'$1$'\n' in
    *$'\n'"$2"$'\n'*) return 0 ;;
  esac
  return 1
}

# surplus WHAT COMMAND...: says that WHAT is not asked for; with EXCLUSIVE=yes, COMMAND takes it away.
surplus() {
  local what=$1
  shift
  if [ "${EXCLUSIVE:-}" = yes ]; then
    "$@" >/dev/null
    printf '%s: taken away\n' "$what" >&2
  else
    printf '%s: not asked for here; run with EXCLUSIVE=yes, or: %s\n' "$what" "$*" >&2
  fi
}

# only KIND NAME: looks for policies of a role, group or user that this script did not attach.
only() {
  local found one
  found=$(aws iam "list-attached-$1-policies" "--$1-name=$2" --query 'AttachedPolicies[].[PolicyArn]' --output text)
  while IFS= read -r one; do
    [ -z "$one" ] || holds "$kept" "$1 $2 $one" ||
      surplus "$1 $2 has $one" aws iam "detach-$1-policy" "--$1-name=$2" --policy-arn="$one"
  done <<<"$found"
  found=$(aws iam "list-$1-policies" "--$1-name=$2" --query 'PolicyNames[].[@]' --output text)
  while IFS= read -r one; do
    [ -z "$one" ] ||
      surplus "$1 $2 has the inline policy $one" aws iam "delete-$1-policy" "--$1-name=$2" --policy-name="$one"
  done <<<"$found"
}

# only_members GROUP: looks for users of a group that this script did not add.
only_members() {
  local found one
  found=$(aws iam get-group --group-name="$1" --query 'Users[].[UserName]' --output text)
  while IFS= read -r one; do
    [ -z "$one" ] || holds "$kept" "member $1 $one" ||
      surplus "group $1 has the user $one" aws iam remove-user-from-group --group-name="$1" --user-name="$one"
  done <<<"$found"
}

# tagged KIND NAME [KEY VALUE JSON]...: gives a role or user the tags that it lacks; JSON is the tag in a list.
tagged() {
  local kind=$1 name=$2 current asked='' one
  shift 2
  current=$(aws iam "list-$kind-tags" "--$kind-name=$name" --query 'Tags[].[Key,Value]' --output text)
  while [ "$#" -gt 0 ]; do
    holds "$current" "$1"$'\t'"$2" || aws iam "tag-$kind" "--$kind-name=$name" --tags="$3"
    asked="$asked$1"$'\n'
    shift 3
  done
  while IFS=$'\t' read -r one _; do
    # The AWS CLI has no way to name a tag that looks like a file.
    case $one in
      '' | file://* | fileb://*) continue ;;
    esac
    holds "$asked" "$one" ||
      surplus "$kind $name has the tag $one" aws iam "untag-$kind" "--$kind-name=$name" --tag-keys="$one"
  done <<<"$current"
}

# bounded KIND NAME FOUND ASKED: gives a role or user its boundary; one that it has already is never taken away.
bounded() {
  if [ -n "$4" ]; then
    [ "$3" = "$4" ] || aws iam "put-$1-permissions-boundary" "--$1-name=$2" --permissions-boundary="$4"
  elif [ "$3" != None ]; then
    printf '%s %s keeps the permissions boundary %s, which is not asked for here\n' "$1" "$2" "$3" >&2
  fi
}

# role NAME PATH TRUST DESCRIPTION SECONDS BOUNDARY
role() {
  local current path seconds boundary description trust
  if ! there aws iam get-role --role-name="$1"; then
    aws iam create-role --role-name="$1" --path="$2" --assume-role-policy-document="$3" \
      --max-session-duration="$5" ${4:+--description="$4"} ${6:+--permissions-boundary="$6"} >/dev/null
    return
  fi
  current=$(aws iam get-role --role-name="$1" --output text --query "Role.[Path, MaxSessionDuration, \
    PermissionsBoundary.PermissionsBoundaryArn, Description || 'None', to_string(AssumeRolePolicyDocument)]")
  IFS=$'\t' read -r path seconds boundary description trust <<<"$current"
  settled role "$1" "$path" "$2"
  same "$trust" "$3" || aws iam update-assume-role-policy --role-name="$1" --policy-document="$3"
  [ "$description $seconds" = "${4:-None} $5" ] ||
    aws iam update-role --role-name="$1" --description="$4" --max-session-duration="$5" >/dev/null
  bounded role "$1" "$boundary" "$6"
}

# group NAME PATH
group() {
  local path
  if ! there aws iam get-group --group-name="$1"; then
    aws iam create-group --group-name="$1" --path="$2" >/dev/null
    return
  fi
  path=$(aws iam get-group --group-name="$1" --no-paginate --query Group.Path --output text)
  settled group "$1" "$path" "$2"
}

# user NAME PATH BOUNDARY
user() {
  local current path boundary
  if ! there aws iam get-user --user-name="$1"; then
    aws iam create-user --user-name="$1" --path="$2" ${3:+--permissions-boundary="$3"} >/dev/null
    return
  fi
  current=$(aws iam get-user --user-name="$1" --output text \
    --query 'User.[Path, PermissionsBoundary.PermissionsBoundaryArn]')
  IFS=$'\t' read -r path boundary <<<"$current"
  settled user "$1" "$path" "$2"
  bounded user "$1" "$boundary" "$3"
}

# member USER GROUP: adds a user that exists to a group.
member() {
  local groups
  kept="${kept}member $2 $1"$'\n'
  there aws iam get-user --user-name="$1" || fail "user $1 does not exist; create it first"
  groups=$(aws iam list-groups-for-user --user-name="$1" --query 'Groups[].[GroupName]' --output text)
  holds "$groups" "$2" || aws iam add-user-to-group --user-name="$1" --group-name="$2"
}

# policy NAME PATH DOCUMENT: a managed policy; a changed document becomes its default version.
policy() {
  local arn="arn:$partition:iam::$account:policy$2$1" current old
  if there aws iam get-policy --policy-arn="$arn"; then
    current=$(aws iam get-policy --policy-arn="$arn" --query Policy.DefaultVersionId --output text)
    current=$(aws iam get-policy-version --policy-arn="$arn" --version-id="$current" --query PolicyVersion.Document --output json)
    if ! same "$current" "$3"; then
      # IAM keeps five versions: make room by dropping the oldest.
      old=$(aws iam list-policy-versions --policy-arn="$arn" --output text \
        --query 'reverse(sort_by(Versions[?!IsDefaultVersion], &CreateDate))[].[VersionId]' | sed -n '4,$p')
      for current in $old; do
        aws iam delete-policy-version --policy-arn="$arn" --version-id="$current"
      done
      aws iam create-policy-version --policy-arn="$arn" --policy-document="$3" --set-as-default >/dev/null
    fi
  else
    aws iam create-policy --policy-name="$1" --path="$2" --policy-document="$3" >/dev/null
  fi
}

# attached KIND NAME ARN
attached() {
  local found
  kept="$kept$1 $2 $3"$'\n'
  found=$(aws iam "list-attached-$1-policies" "--$1-name=$2" --query 'AttachedPolicies[].[PolicyArn]' --output text)
  holds "$found" "$3" || aws iam "attach-$1-policy" "--$1-name=$2" --policy-arn="$3"
}

# instance_profile NAME PATH ROLE
instance_profile() {
  local roles
  if ! there aws iam get-instance-profile --instance-profile-name="$1"; then
    aws iam create-instance-profile --instance-profile-name="$1" --path="$2" >/dev/null
  fi
  roles=$(aws iam get-instance-profile --instance-profile-name="$1" \
    --query 'InstanceProfile.Roles[].[RoleName]' --output text)
  holds "$roles" "$3" || aws iam add-role-to-instance-profile --instance-profile-name="$1" --role-name="$3"
}

# oidc_provider URL AUDIENCE
oidc_provider() {
  local arn="arn:$partition:iam::$account:oidc-provider/${1#https://}" audiences
  if ! there aws iam get-open-id-connect-provider --open-id-connect-provider-arn="$arn"; then
    aws iam create-open-id-connect-provider --url="$1" --client-id-list="$2" >/dev/null
    return
  fi
  audiences=$(aws iam get-open-id-connect-provider --open-id-connect-provider-arn="$arn" \
    --query 'ClientIDList[].[@]' --output text)
  holds "$audiences" "$2" ||
    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn="$arn" --client-id="$2"
}

# provider_tagged ARN [KEY VALUE JSON]...: gives an OIDC provider the tags that it lacks.
provider_tagged() {
  local arn=$1 current
  shift
  current=$(aws iam list-open-id-connect-provider-tags --open-id-connect-provider-arn="$arn" \
    --query 'Tags[].[Key,Value]' --output text)
  while [ "$#" -gt 0 ]; do
    holds "$current" "$1"$'\t'"$2" ||
      aws iam tag-open-id-connect-provider --open-id-connect-provider-arn="$arn" --tags="$3"
    shift 3
  done
}

# pod_identity CLUSTER NAMESPACE SERVICE_ACCOUNT ROLE_ARN TAGS [PAIR]...: TAGS is a JSON object, each PAIR a
# line of it as the AWS CLI prints it.
pod_identity() {
  local cluster=$1 namespace=$2 service_account=$3 role=$4 tags=$5 id current
  shift 5
  id=$(aws eks list-pod-identity-associations --cluster-name="$cluster" --namespace="$namespace" \
    --service-account="$service_account" --query 'associations[].[associationId]' --output text)
  if [ -z "$id" ]; then
    aws eks create-pod-identity-association --cluster-name="$cluster" --namespace="$namespace" \
      --service-account="$service_account" --role-arn="$role" ${tags:+--tags="$tags"} >/dev/null
    return
  fi
  current=$(aws eks describe-pod-identity-association --cluster-name="$cluster" --association-id="$id" \
    --query association.roleArn --output text)
  [ "$current" = "$role" ] ||
    aws eks update-pod-identity-association --cluster-name="$cluster" --association-id="$id" --role-arn="$role" >/dev/null
  current=$(aws eks describe-pod-identity-association --cluster-name="$cluster" --association-id="$id" \
    --query association.tags --output json | sed 's/^ *//; s/,$//')
  while [ "$#" -gt 0 ]; do
    if ! holds "$current" "$1"; then
      aws eks tag-resource --tags="$tags" --resource-arn "$(aws eks describe-pod-identity-association \
        --cluster-name="$cluster" --association-id="$id" --query association.associationArn --output text)"
      return
    fi
    shift
  done
}

# What this script has attached and added, a line each.
kept=''
caller=$(aws sts get-caller-identity --query Arn --output text)
partition=$(printf '%s' "$caller" | cut -d: -f2)
account=$(printf '%s' "$caller" | cut -d: -f5)
