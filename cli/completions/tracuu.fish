# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for tracuu: asks the program itself.
function __tracuu_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':directories'
                __fish_complete_directories "$current"
            case '*'
                echo $line
        end
    end
end
complete -c tracuu -f -a '(__tracuu_complete)'
