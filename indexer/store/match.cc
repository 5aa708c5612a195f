// SPDX-License-Identifier: GPL-3.0-or-later
#include "match.h"

#include "generation.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace tc {

namespace {

constexpr unsigned max_depth = 200; // of a query tree; Xapian recurses over it

// The query of one word in several spellings.
Xapian::Query any_of(std::vector<Xapian::Query> &words)
{
    if (words.size() == 1)
        return words[0];
    return Xapian::Query(Xapian::Query::OP_SYNONYM, words.begin(), words.end());
}

} // namespace

Xapian::Query QueryBuilder::term(const struct tc_node &node) const
{
    return Xapian::Query(safe_term({node.term, node.term_len}));
}

Xapian::Query QueryBuilder::combine(Xapian::Query::op op, const struct tc_node &node, size_t from)
{
    std::vector<Xapian::Query> parts;
    for (size_t i = from; i < node.child_count; i++)
        parts.push_back(build(node.children[i]));
    return Xapian::Query(op, parts.begin(), parts.end());
}

Xapian::Query QueryBuilder::synonym(const struct tc_node &node)
{
    std::vector<Xapian::Query> words;
    for (size_t i = 0; i < node.child_count; i++) {
        if (node.children[i]->op != TC_OP_TERM)
            fail(TC_ERR_INTERNAL, "a synonym may hold terms only");
        words.push_back(term(*node.children[i]));
    }
    return words.empty() ? Xapian::Query() : any_of(words);
}

Xapian::Query QueryBuilder::with_source(std::vector<Xapian::Query> &parts,
                                        std::unique_ptr<Xapian::PostingSource> source)
{
    sources_.push_back(std::move(source));
    parts.emplace_back(sources_.back().get());
    return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

bool QueryBuilder::place(const struct tc_node &node, std::vector<Xapian::Query> &queries, IdSet &ret,
                         bool &ret_in_title)
{
    const struct tc_node *const self = &node;
    const struct tc_node *const *words = node.op == TC_OP_TERM ? &self : node.children;
    size_t count = node.op == TC_OP_TERM ? 1 : node.child_count;
    if (node.op != TC_OP_TERM && node.op != TC_OP_SYNONYM)
        fail(TC_ERR_INTERNAL, "a phrase may hold words only");
    std::vector<Xapian::Query> spellings;
    for (size_t i = 0; i < count; i++) {
        std::string_view word(words[i]->term, words[i]->term_len);
        bool in_title = !word.empty() && word[0] == TC_PREFIX_TITLE[0];
        uint32_t id = view_.vocabulary.find(in_title ? word.substr(1) : word);
        if (id == no_term)
            continue;
        ret_in_title = ret_in_title || in_title;
        spellings.push_back(term(*words[i]));
        ret.push_back(id);
    }
    if (spellings.empty())
        return false;
    Xapian::Query query = any_of(spellings);
    queries.push_back(node.factor < 1 || node.factor > 1 ? Xapian::Query(node.factor, query) : query);
    return true;
}

bool QueryBuilder::places(const struct tc_node &node, std::vector<Xapian::Query> &queries, std::vector<IdSet> &ret,
                          bool &ret_in_title)
{
    for (size_t i = 0; i < node.child_count; i++) {
        ret.emplace_back();
        if (!place(*node.children[i], queries, ret.back(), ret_in_title))
            return false;
    }
    return !ret.empty();
}

Xapian::Query QueryBuilder::phrase(const struct tc_node &node)
{
    std::vector<Xapian::Query> queries;
    std::vector<IdSet> sets;
    bool in_title = false;
    if (!places(node, queries, sets, in_title))
        return Xapian::Query();
    if (queries.size() == 1 && !in_title)
        return queries[0];
    return with_source(queries, std::make_unique<PhraseSource>(view_, sets, in_title));
}

Xapian::Query QueryBuilder::near(const struct tc_node &node)
{
    std::vector<Xapian::Query> queries;
    std::vector<std::vector<IdSet>> parts;
    for (size_t i = 0; i < node.child_count; i++) {
        const struct tc_node &child = *node.children[i];
        bool in_title = false, is_there;
        parts.emplace_back();
        if (child.op == TC_OP_PHRASE) {
            is_there = places(child, queries, parts.back(), in_title);
        } else {
            parts.back().emplace_back();
            is_there = place(child, queries, parts.back().back(), in_title);
        }
        if (!is_there)
            return Xapian::Query();
    }
    if (parts.empty())
        return Xapian::Query();
    return with_source(queries, std::make_unique<NearSource>(view_, parts, node.window));
}

Xapian::Query QueryBuilder::plain(const struct tc_node &node)
{
    using Q = Xapian::Query;
    switch (node.op) {
    case TC_OP_TERM:
        return term(node);
    case TC_OP_AND:
        return combine(Q::OP_AND, node, 0);
    case TC_OP_OR:
        return combine(Q::OP_OR, node, 0);
    case TC_OP_AND_NOT:
        return node.child_count < 2 ? combine(Q::OP_AND, node, 0)
                                    : Q(Q::OP_AND_NOT, build(node.children[0]), combine(Q::OP_OR, node, 1));
    case TC_OP_AND_MAYBE:
        return node.child_count < 2 ? combine(Q::OP_AND, node, 0)
                                    : Q(Q::OP_AND_MAYBE, build(node.children[0]), combine(Q::OP_OR, node, 1));
    case TC_OP_FILTER:
        return node.child_count < 2 ? combine(Q::OP_AND, node, 0)
                                    : Q(Q::OP_FILTER, build(node.children[0]), combine(Q::OP_AND, node, 1));
    case TC_OP_SYNONYM:
        return synonym(node);
    case TC_OP_PHRASE:
        return phrase(node);
    case TC_OP_NEAR:
        return near(node);
    case TC_OP_RANGE: {
        std::vector<Q> parts;
        return with_source(parts, std::make_unique<RangeSource>(view_, node.slot, node.low, node.high));
    }
    case TC_OP_DOCS: {
        std::vector<Q> parts;
        return node.doc_count ? with_source(parts, std::make_unique<ListSource>(node.docs, node.doc_count)) : Q();
    }
    case TC_OP_ALL:
        return Q::MatchAll;
    case TC_OP_NONE:
        break;
    }
    return Q();
}

Xapian::Query QueryBuilder::build(const struct tc_node *node)
{
    if (!node)
        return Xapian::Query();
    if (++depth_ > max_depth)
        fail(TC_ERR_LIMIT, "the query is nested too deeply");
    Xapian::Query query = plain(*node);
    depth_--;
    bool is_scaled = node->factor < 1 || node->factor > 1;
    return is_scaled && !query.empty() ? Xapian::Query(node->factor, query) : query;
}

Xapian::Query QueryBuilder::without_dead(const Xapian::Query &query)
{
    if (view_.dead().empty() || query.empty())
        return query;
    sources_.push_back(std::make_unique<ListSource>(view_.dead().data(), view_.dead().size()));
    return Xapian::Query(Xapian::Query::OP_AND_NOT, query, Xapian::Query(sources_.back().get()));
}

namespace {

class SlotOrder : public Xapian::KeyMaker {
  public:
    SlotOrder(const View &view, unsigned slot, bool is_descending)
        : view_(view), slot_(slot), is_descending_(is_descending)
    {
    }
    std::string operator()(const Xapian::Document &doc) const override
    {
        std::string scratch;
        std::string value(view_.value(doc.get_docid(), slot_, scratch));
        return value.empty() && !is_descending_ ? "\xff" : value; // unknown comes last either way
    }

  private:
    const View &view_;
    unsigned slot_;
    bool is_descending_;
};

// Counts values by their ids: the strings are fetched once, at the end.
class FacetCounter : public Xapian::MatchSpy {
  public:
    FacetCounter(const View &view, const unsigned *slots, size_t count) : view_(view), counts_(count)
    {
        for (size_t i = 0; i < count; i++)
            columns_.push_back(column_of(slots[i]));
    }
    void operator()(const Xapian::Document &doc, double) override
    {
        const Entry &entry = view_.entry(doc.get_docid());
        for (size_t i = 0; i < columns_.size(); i++) {
            if (columns_[i] >= 0 && entry.value[columns_[i]])
                counts_[i][entry.value[columns_[i]]]++;
        }
    }
    void result(size_t i, struct tc_facet &ret) const
    {
        std::vector<std::pair<std::string_view, uint32_t>> rows;
        for (const auto &pair : counts_[i])
            rows.emplace_back(view_.terms.get(pair.first - 1).substr(1), pair.second);
        std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        ret.values = static_cast<struct tc_facet_value *>(tc_xcalloc(rows.size() + 1, sizeof *ret.values));
        for (const auto &row : rows) {
            ret.values[ret.count].value = tc_xstrndup(row.first.data(), row.first.size());
            ret.values[ret.count++].count = row.second;
        }
    }

  private:
    const View &view_;
    std::vector<int> columns_;
    std::vector<std::unordered_map<uint32_t, uint32_t>> counts_;
};

void take_items(const Xapian::MSet &found, struct tc_matches &ret)
{
    ret.items = static_cast<struct tc_match *>(tc_xcalloc(size_t{found.size()} + 1, sizeof *ret.items));
    for (auto at = found.begin(); at != found.end(); ++at)
        ret.items[ret.count++] = {*at, at.get_weight()};
    ret.total = found.get_matches_estimated();
    ret.is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
}

} // namespace

void run_match(const View &view, const struct tc_node *node, const struct tc_match_options &options,
               struct tc_matches &ret)
{
    QueryBuilder builder(view);
    Xapian::Query query = builder.without_dead(builder.build(node));
    struct tc_matches matches = {};
    FacetCounter counter(view, options.facet_slots, options.facet_count);
    if (query.empty()) {
        matches.is_exact = true;
    } else {
        Xapian::Enquire enquire(view.db);
        enquire.set_query(query);
        double k1 = options.k1 > 0 ? options.k1 : 1.2, b = options.b > 0 ? options.b : 0.75;
        enquire.set_weighting_scheme(Xapian::BM25Weight(k1, 0, 1, b, 0.5));
        SlotOrder order(view, static_cast<unsigned>(options.sort_slot), options.sort_descending);
        if (options.sort_slot >= 0)
            enquire.set_sort_by_key_then_relevance(&order, options.sort_descending);
        if (options.facet_count)
            enquire.add_matchspy(&counter);
        take_items(enquire.get_mset(options.first, options.count, options.check_at_least), matches);
    }
    matches.facets = static_cast<struct tc_facet *>(tc_xcalloc(options.facet_count + 1, sizeof *matches.facets));
    matches.facet_count = options.facet_count;
    for (size_t i = 0; i < options.facet_count; i++)
        counter.result(i, matches.facets[i]);
    ret = matches;
}

} // namespace tc

extern "C" void tc_matches_fini(struct tc_matches *matches)
{
    for (size_t i = 0; i < matches->facet_count; i++) {
        for (size_t j = 0; j < matches->facets[i].count; j++)
            free(matches->facets[i].values[j].value);
        free(matches->facets[i].values);
    }
    free(matches->facets);
    free(matches->items);
    *matches = {};
}
