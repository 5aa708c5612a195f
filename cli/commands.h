// SPDX-License-Identifier: GPL-3.0-or-later
// The commands in the order that usage shows them. A name with a dash has an underscore here.
#ifndef TC_CLI_COMMANDS_H
#define TC_CLI_COMMANDS_H

#define TC_COMMANDS(X)                                                                                                 \
    X(index)                                                                                                           \
    X(search)                                                                                                          \
    X(show)                                                                                                            \
    X(cites)                                                                                                           \
    X(cited_by)                                                                                                        \
    X(resolve)                                                                                                         \
    X(graph)                                                                                                           \
    X(precedent)                                                                                                       \
    X(check)                                                                                                           \
    X(compare)                                                                                                         \
    X(dossier)                                                                                                         \
    X(tasks)                                                                                                           \
    X(implementation)                                                                                                  \
    X(similar)                                                                                                         \
    X(duplicates)                                                                                                      \
    X(saved)                                                                                                           \
    X(batch)                                                                                                           \
    X(stats)                                                                                                           \
    X(dump)                                                                                                            \
    X(verify)                                                                                                          \
    X(backup)                                                                                                          \
    X(restore)                                                                                                         \
    X(serve)                                                                                                           \
    X(completion)                                                                                                      \
    X(help)                                                                                                            \
    X(version)                                                                                                         \
    X(complete)                                                                                                        \
    X(manual)

#endif
