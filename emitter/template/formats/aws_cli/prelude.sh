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

# lacks LINES KEY VALUE: whether none of LINES is KEY, a tab and VALUE.
lacks() {
  case $'\n'$1$'\n' in
    *$'\n'"$2"$'\t'"$3"$'\n'*) return 1 ;;
  esac
}

# tagged KIND NAME [KEY VALUE]...: gives a role or user the tags that it lacks.
tagged() {
  local kind=$1 name=$2 current
  shift 2
  current=$(aws iam "list-$kind-tags" "--$kind-name" "$name" --query 'Tags[].[Key,Value]' --output text)
  while [ "$#" -gt 0 ]; do
    if lacks "$current" "$1" "$2"; then
      aws iam "tag-$kind" "--$kind-name" "$name" --tags "Key=$1,Value=$2"
    fi
    shift 2
  done
}

# role NAME PATH TRUST DESCRIPTION SECONDS BOUNDARY
role() {
  local current path seconds boundary description trust
  if ! there aws iam get-role --role-name "$1"; then
    aws iam create-role --role-name "$1" --path "$2" --assume-role-policy-document "$3" \
      --max-session-duration "$5" ${4:+--description "$4"} ${6:+--permissions-boundary "$6"} >/dev/null
    return
  fi
  current=$(aws iam get-role --role-name "$1" --output text --query "Role.[Path, MaxSessionDuration, \
    PermissionsBoundary.PermissionsBoundaryArn, Description || 'None', to_string(AssumeRolePolicyDocument)]")
  IFS=$'\t' read -r path seconds boundary description trust <<<"$current"
  settled role "$1" "$path" "$2"
  same "$trust" "$3" || aws iam update-assume-role-policy --role-name "$1" --policy-document "$3"
  [ "$description $seconds" = "${4:-None} $5" ] ||
    aws iam update-role --role-name "$1" --description "$4" --max-session-duration "$5" >/dev/null
  [ -z "$6" ] || [ "$boundary" = "$6" ] ||
    aws iam put-role-permissions-boundary --role-name "$1" --permissions-boundary "$6"
}

# group NAME PATH
group() {
  local path
  if ! there aws iam get-group --group-name "$1"; then
    aws iam create-group --group-name "$1" --path "$2" >/dev/null
    return
  fi
  path=$(aws iam get-group --group-name "$1" --no-paginate --query Group.Path --output text)
  settled group "$1" "$path" "$2"
}

# user NAME PATH BOUNDARY
user() {
  local current path boundary
  if ! there aws iam get-user --user-name "$1"; then
    aws iam create-user --user-name "$1" --path "$2" ${3:+--permissions-boundary "$3"} >/dev/null
    return
  fi
  current=$(aws iam get-user --user-name "$1" --output text \
    --query 'User.[Path, PermissionsBoundary.PermissionsBoundaryArn]')
  IFS=$'\t' read -r path boundary <<<"$current"
  settled user "$1" "$path" "$2"
  [ -z "$3" ] || [ "$boundary" = "$3" ] ||
    aws iam put-user-permissions-boundary --user-name "$1" --permissions-boundary "$3"
}

# member USER GROUP: adds a user that exists to a group.
member() {
  there aws iam get-user --user-name "$1" || fail "user $1 does not exist; create it first"
  [ -n "$(aws iam list-groups-for-user --user-name "$1" --query "Groups[?GroupName=='$2'].[GroupName]" --output text)" ] ||
    aws iam add-user-to-group --user-name "$1" --group-name "$2"
}

# policy NAME PATH DOCUMENT: a managed policy; a changed document becomes its default version.
policy() {
  local arn="arn:$partition:iam::$account:policy$2$1" current old
  if there aws iam get-policy --policy-arn "$arn"; then
    current=$(aws iam get-policy --policy-arn "$arn" --query Policy.DefaultVersionId --output text)
    current=$(aws iam get-policy-version --policy-arn "$arn" --version-id "$current" --query PolicyVersion.Document --output json)
    if ! same "$current" "$3"; then
      # IAM keeps five versions: make room by dropping the oldest.
      old=$(aws iam list-policy-versions --policy-arn "$arn" --output text \
        --query 'reverse(sort_by(Versions[?!IsDefaultVersion], &CreateDate))[].[VersionId]' | sed -n '4,$p')
      for current in $old; do
        aws iam delete-policy-version --policy-arn "$arn" --version-id "$current"
      done
      aws iam create-policy-version --policy-arn "$arn" --policy-document "$3" --set-as-default >/dev/null
    fi
  else
    aws iam create-policy --policy-name "$1" --path "$2" --policy-document "$3" >/dev/null
  fi
}

# attached KIND NAME ARN
attached() {
  [ -n "$(aws iam "list-attached-$1-policies" "--$1-name" "$2" --query "AttachedPolicies[?PolicyArn=='$3'].[PolicyArn]" --output text)" ] ||
    aws iam "attach-$1-policy" "--$1-name" "$2" --policy-arn "$3"
}

# instance_profile NAME PATH ROLE
instance_profile() {
  if ! there aws iam get-instance-profile --instance-profile-name "$1"; then
    aws iam create-instance-profile --instance-profile-name "$1" --path "$2" >/dev/null
  fi
  [ -n "$(aws iam get-instance-profile --instance-profile-name "$1" --query "InstanceProfile.Roles[?RoleName=='$3'].[RoleName]" --output text)" ] ||
    aws iam add-role-to-instance-profile --instance-profile-name "$1" --role-name "$3"
}

# oidc_provider URL AUDIENCE
oidc_provider() {
  local arn="arn:$partition:iam::$account:oidc-provider/${1#https://}"
  if ! there aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$arn"; then
    aws iam create-open-id-connect-provider --url "$1" --client-id-list "$2" >/dev/null
  elif [ -z "$(aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$arn" --query "ClientIDList[?@=='$2']" --output text)" ]; then
    aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn "$arn" --client-id "$2"
  fi
}

# provider_tagged ARN [KEY VALUE]...: gives an OIDC provider the tags that it lacks.
provider_tagged() {
  local arn=$1 current
  shift
  current=$(aws iam list-open-id-connect-provider-tags --open-id-connect-provider-arn "$arn" \
    --query 'Tags[].[Key,Value]' --output text)
  while [ "$#" -gt 0 ]; do
    if lacks "$current" "$1" "$2"; then
      aws iam tag-open-id-connect-provider --open-id-connect-provider-arn "$arn" --tags "Key=$1,Value=$2"
    fi
    shift 2
  done
}

# pod_identity CLUSTER NAMESPACE SERVICE_ACCOUNT ROLE_ARN [KEY VALUE]...
pod_identity() {
  local cluster=$1 namespace=$2 service_account=$3 role=$4 id current tags=''
  shift 4
  while [ "$#" -gt 0 ]; do
    tags="$tags${tags:+,}$1=$2"
    shift 2
  done
  id=$(aws eks list-pod-identity-associations --cluster-name "$cluster" --namespace "$namespace" \
    --service-account "$service_account" --query 'associations[].[associationId]' --output text)
  if [ -z "$id" ]; then
    aws eks create-pod-identity-association --cluster-name "$cluster" --namespace "$namespace" \
      --service-account "$service_account" --role-arn "$role" ${tags:+--tags "$tags"} >/dev/null
    return
  fi
  current=$(aws eks describe-pod-identity-association --cluster-name "$cluster" --association-id "$id" \
    --query association.roleArn --output text)
  [ "$current" = "$role" ] ||
    aws eks update-pod-identity-association --cluster-name "$cluster" --association-id "$id" --role-arn "$role" >/dev/null
}

caller=$(aws sts get-caller-identity --query Arn --output text)
partition=$(printf '%s' "$caller" | cut -d: -f2)
account=$(printf '%s' "$caller" | cut -d: -f5)
