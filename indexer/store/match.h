// SPDX-License-Identifier: GPL-3.0-or-later
// From the tree of plain nodes to a Xapian query, and what is counted while it runs.
#ifndef TC_STORE_MATCH_H
#define TC_STORE_MATCH_H

#include "sources.h"

#include <memory>

namespace tc {

class QueryBuilder {
  public:
    explicit QueryBuilder(const View &view) : view_(view)
    {
    }
    // The sources it makes live as long as the builder; the query must not outlive it.
    Xapian::Query build(const struct tc_node *node);
    Xapian::Query without_dead(const Xapian::Query &query);

  private:
    Xapian::Query term(const struct tc_node &node) const;
    Xapian::Query combine(Xapian::Query::op op, const struct tc_node &node, size_t from);
    Xapian::Query plain(const struct tc_node &node);
    Xapian::Query synonym(const struct tc_node &node);
    Xapian::Query phrase(const struct tc_node &node);
    Xapian::Query near(const struct tc_node &node);
    Xapian::Query with_source(std::vector<Xapian::Query> &parts, std::unique_ptr<Xapian::PostingSource> source);
    // Adds the query for one place of a phrase and the ids that may stand there; false when none is in the archive.
    bool place(const struct tc_node &node, std::vector<Xapian::Query> &queries, IdSet &ret, bool &ret_in_title);
    bool places(const struct tc_node &node, std::vector<Xapian::Query> &queries, std::vector<IdSet> &ret,
                bool &ret_in_title);

    const View &view_;
    std::vector<std::unique_ptr<Xapian::PostingSource>> sources_;
    unsigned depth_ = 0;
};

void run_match(const View &view, const struct tc_node *query, const struct tc_match_options &options,
               struct tc_matches &ret);

} // namespace tc

#endif
