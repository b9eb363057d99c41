"""The scripts by which bash, zsh and fish complete emit.

click's own, with what actions (``ecs:RunTask``), versions (``ufo@6``) and keys (``cluster=``) need: bash
breaks words at these characters and replaces the part behind the last one, and no space follows a key.
"""

import os

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

_BASH = r"""
%(complete_func)s() {
    # Readline replaces $2, which begins behind what breaks a word.
    local line="${COMP_LINE:0:COMP_POINT}" type value file open=1
    local word="${line##*[[:space:]]}"
    local kept="${word%%"$2"}"
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            plain)
                COMPREPLY+=("${value#"$kept"}")
                [[ $value == *[=:] ]] || open=0
                ;;
            file | dir)
                while IFS= read -r file; do
                    [[ -n $file ]] && COMPREPLY+=("$file")
                done <<< "$(compgen -f -- "$word")"
                open=0
                compopt -o filenames
                ;;
        esac
    done <<< "$(env EMIT_LINE="$line" %(complete_var)s=bash_complete emit)"
    [[ $open == 0 ]] || compopt -o nospace
    return 0
}
complete -o nosort -F %(complete_func)s emit emit-iam
"""

_ZSH = r"""#compdef emit emit-iam

%(complete_func)s() {
    local -a completions keys response
    local type value description
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
        %(complete_var)s=zsh_complete emit)}")
    for type value description in ${response}; do
        if [[ "$type" != "plain" ]]; then
            _path_files -f
        elif [[ "$value" == *[=:] ]]; then
            keys+=("$value")
        else
            completions+=("$value")
        fi
    done
    (( ${#completions} )) && compadd -U -V unsorted -a completions
    (( ${#keys} )) && compadd -U -S '' -V unsorted -a keys
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s emit emit-iam
fi
"""

_FISH = r"""function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \
        COMP_CWORD=(commandline -t) emit)
    for completion in $response
        set -l parts (string split -m 1 "," -- $completion)
        if test "$parts[1]" = plain
            echo $parts[2]
        else
            __fish_complete_path (commandline -ct)
        end
    end
end

complete --no-files --command emit --arguments "(%(complete_func)s)"
complete --no-files --command emit-iam --arguments "(%(complete_func)s)"
"""


class _Bash(BashComplete):
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ.get("EMIT_LINE")
        if line is None:
            return super().get_completion_args()
        words = split_arg_string(line)[1:]
        incomplete = words.pop() if words and not line[-1:].isspace() else ""
        return words, incomplete


class _Zsh(ZshComplete):
    source_template = _ZSH

    def format_completion(self, item: CompletionItem[str]) -> str:
        return f"{item.type}\n{item.value}\n_"


class _Fish(FishComplete):
    source_template = _FISH

    def format_completion(self, item: CompletionItem[str]) -> str:
        return f"{item.type},{item.value}"


SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}
