# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for tracuu: asks the program itself.
_tracuu() {
    local line=${COMP_LINE:0:COMP_POINT} cur='' candidate rest before
    local -a words
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=('')
    cur=${words[-1]}
    COMPREPLY=()
    # bash breaks words at : and =, so what stands before the last of them must not be repeated
    before=${cur%"${cur##*[:=]}"}
    while IFS=$'\t' read -r candidate rest; do
        case $candidate in
        :files) compopt -o default; COMPREPLY=(); return ;;
        :directories) compopt -o dirnames; COMPREPLY=(); return ;;
        *) candidate=${candidate#"$before"}
            case $candidate in *= | *:) compopt -o nospace ;; *) candidate=${candidate// /\\ } ;; esac
            COMPREPLY+=("$candidate") ;;
        esac
    done < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
}
complete -F _tracuu tracuu
