// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate.h"

#include "generation.h"

#include <algorithm>
#include <cmath>

namespace tc {

namespace {

constexpr unsigned max_depth = 200;      // of a query tree
constexpr double shortest = 0.5;         // lengths below this part of the average count as much as it
constexpr uint32_t prune_from = 4096;    // documents, below which dropping some is not worth finding out which
constexpr size_t prune_at[] = {2, 4, 7}; // words scored

bool is_word(const struct tc_node &node)
{
    return node.op == TC_OP_TERM || node.op == TC_OP_SYNONYM;
}

bool is_checked(const struct tc_node &node)
{
    return node.op == TC_OP_PHRASE || node.op == TC_OP_NEAR || node.op == TC_OP_RANGE;
}

void keep_only(Bits &set, const Bits &other)
{
    for (size_t w = 0; w < set.size(); w++)
        set[w] &= other[w];
}

void leave_fitting(Bits &set, Condition &condition)
{
    for (size_t w = 0; w < set.size(); w++) {
        for (uint64_t left = set[w]; left; left &= left - 1) {
            unsigned bit = static_cast<unsigned>(__builtin_ctzll(left));
            if (!condition.fits(static_cast<uint32_t>(w * 64) + bit))
                set[w] &= ~(uint64_t{1} << bit);
        }
    }
}

} // namespace

Evaluator::Evaluator(const View &view, double k1, double b) : view_(view), k1_(k1), b_(b)
{
    average_ = view.snapshot.documents ? static_cast<double>(view.snapshot.tokens) / view.snapshot.documents : 1;
    average_ = std::max(average_, 1.0);
}

const Postings &Evaluator::postings(std::string_view term)
{
    std::unique_ptr<Postings> &entry = postings_[safe_term(term)];
    if (!entry)
        entry = std::make_unique<Postings>(view_, safe_term(term));
    return *entry;
}

const Evaluator::Word &Evaluator::word(const struct tc_node &node)
{
    std::unique_ptr<Word> &entry = words_[&node];
    if (entry)
        return *entry;
    entry = std::make_unique<Word>();
    if (node.op == TC_OP_TERM)
        entry->postings.push_back(&postings({node.term, node.term_len}));
    for (size_t i = 0; node.op == TC_OP_SYNONYM && i < node.child_count; i++) {
        if (node.children[i]->op != TC_OP_TERM)
            fail(TC_ERR_INTERNAL, "a synonym may hold terms only");
        const Postings &other = postings({node.children[i]->term, node.children[i]->term_len});
        if (other.doc_freq())
            entry->postings.push_back(&other);
    }
    if (entry->postings.size() == 1)
        entry->doc_freq = entry->postings[0]->doc_freq();
    if (entry->postings.size() > 1) {
        entry->any.assign(view_.words(), 0);
        for (const Postings *each : entry->postings)
            each->add_to(entry->any);
        entry->doc_freq = count_bits(entry->any);
    }
    // Robertson and Spärck Jones, kept above zero for what more than a third of the documents have (as Xapian has it).
    double odds = (view_.snapshot.documents - entry->doc_freq + 0.5) / (entry->doc_freq + 0.5);
    entry->weight = std::log(odds < 2 ? odds * 0.5 + 1 : odds) * (k1_ + 1);
    return *entry;
}

// --- which documents

bool Evaluator::place(const struct tc_node &node, Place &ret) const
{
    const struct tc_node *const self = &node;
    const struct tc_node *const *words = node.op == TC_OP_TERM ? &self : node.children;
    size_t count = node.op == TC_OP_TERM ? 1 : node.child_count;
    if (!is_word(node))
        fail(TC_ERR_INTERNAL, "a phrase may hold words only");
    ret = {&node, {}, false};
    for (size_t i = 0; i < count; i++) {
        std::string_view term(words[i]->term, words[i]->term_len);
        bool in_title = !term.empty() && term[0] == TC_PREFIX_TITLE[0];
        uint32_t id = view_.vocabulary.find(in_title ? term.substr(1) : term);
        if (id == no_term)
            continue;
        ret.in_title = ret.in_title || in_title;
        ret.ids.push_back(id);
    }
    return !ret.ids.empty();
}

bool Evaluator::places(const struct tc_node &node, std::vector<Place> &ret) const
{
    for (size_t i = 0; i < node.child_count; i++) {
        ret.emplace_back();
        if (!place(*node.children[i], ret.back()))
            return false;
    }
    return !ret.empty();
}

// The condition of a checked node, made on first use; NULL where the words alone decide.
Condition *Evaluator::condition(const struct tc_node &node, bool &ret_is_possible)
{
    ret_is_possible = true;
    auto known = conditions_.find(&node);
    if (known != conditions_.end())
        return known->second.get();
    std::unique_ptr<Condition> made;
    if (node.op == TC_OP_RANGE) {
        made = std::make_unique<RangeCondition>(view_, node.slot, node.low, node.high);
    } else if (node.op == TC_OP_PHRASE) {
        std::vector<Place> found;
        std::vector<IdSet> sets;
        bool in_title = false;
        ret_is_possible = places(node, found);
        for (const Place &each : found) {
            sets.push_back(each.ids);
            in_title = in_title || each.in_title;
        }
        if (ret_is_possible && (found.size() > 1 || in_title))
            made = std::make_unique<PhraseCondition>(view_, sets, in_title);
    } else {
        std::vector<std::vector<IdSet>> parts;
        for (size_t i = 0; i < node.child_count && ret_is_possible; i++) {
            const struct tc_node &child = *node.children[i];
            std::vector<Place> found(child.op == TC_OP_PHRASE ? 0 : 1);
            ret_is_possible = child.op == TC_OP_PHRASE ? places(child, found) : place(child, found[0]);
            parts.emplace_back();
            for (const Place &each : found)
                parts.back().push_back(each.ids);
        }
        ret_is_possible = ret_is_possible && !parts.empty();
        if (ret_is_possible)
            made = std::make_unique<NearCondition>(view_, parts, node.window);
    }
    if (!ret_is_possible)
        return nullptr;
    return (conditions_[&node] = std::move(made)).get();
}

// The folded form of all spellings at a place of a phrase; empty when they differ in it.
std::string Evaluator::form_of(const struct tc_node &node) const
{
    Place found;
    std::string form;
    if (!place(node, found))
        return form;
    for (uint32_t id : found.ids) {
        std::string other = fold(view_.terms.get(id));
        if (!form.empty() && form != other)
            return std::string();
        form = other;
    }
    return form;
}

void Evaluator::limit_pairs(const struct tc_node &node, Bits &ret) const
{
    std::string last;
    for (size_t i = 0; i < node.child_count; i++) {
        std::string form = form_of(*node.children[i]);
        if (!last.empty() && !form.empty())
            view_.pairs.limit(last, form, ret);
        last = form;
    }
}

// The words of a phrase or of NEAR, then the condition itself, unless that is left for later.
void Evaluator::match_checked(const struct tc_node &node, const Bits &within, std::vector<Condition *> *late, Bits &ret)
{
    bool is_possible;
    Condition *check = condition(node, is_possible);
    if (!is_possible) {
        ret.assign(within.size(), 0);
        return;
    }
    ret = within;
    for (size_t i = 0; node.op != TC_OP_RANGE && i < node.child_count; i++) {
        const struct tc_node &child = *node.children[i];
        for (size_t k = 0; k < (child.op == TC_OP_PHRASE ? child.child_count : 1); k++) {
            const Word &each = word(child.op == TC_OP_PHRASE ? *child.children[k] : child);
            if (each.postings.size() == 1)
                each.postings[0]->limit(ret);
            else if (each.postings.empty())
                ret.assign(ret.size(), 0);
            else
                keep_only(ret, each.any);
        }
    }
    if (node.op == TC_OP_PHRASE)
        limit_pairs(node, ret);
    if (check && late && node.op != TC_OP_RANGE)
        late->push_back(check);
    else if (check)
        leave_fitting(ret, *check);
}

// What costs most is asked last, of the fewest.
void Evaluator::match_all_of(const struct tc_node &node, const Bits &within, std::vector<Condition *> *late, Bits &ret)
{
    Bits left = within;
    for (int pass = 0; pass < 3; pass++) {
        for (size_t i = 0; i < node.child_count; i++) {
            const struct tc_node *child = node.children[i];
            int turn = !child || !is_checked(*child) ? 0 : child->op == TC_OP_RANGE ? 1 : 2;
            if (turn != pass)
                continue;
            match(child, left, late, ret);
            left.swap(ret);
        }
    }
    ret.swap(left);
    if (!node.child_count)
        ret.assign(within.size(), 0);
}

void Evaluator::match_plain(const struct tc_node &node, const Bits &within, std::vector<Condition *> *late, Bits &ret)
{
    Bits own;
    switch (node.op) {
    case TC_OP_TERM:
    case TC_OP_SYNONYM:
        ret = within;
        if (word(node).postings.size() == 1)
            word(node).postings[0]->limit(ret);
        else if (word(node).postings.empty())
            ret.assign(ret.size(), 0);
        else
            keep_only(ret, word(node).any);
        return;
    case TC_OP_AND:
    case TC_OP_FILTER:
        match_all_of(node, within, late, ret);
        return;
    case TC_OP_OR:
        ret.assign(within.size(), 0);
        for (size_t i = 0; i < node.child_count; i++) {
            match(node.children[i], within, nullptr, own);
            for (size_t w = 0; w < ret.size(); w++)
                ret[w] |= own[w];
        }
        return;
    case TC_OP_AND_NOT:
    case TC_OP_AND_MAYBE:
        match(node.child_count ? node.children[0] : nullptr, within, late, ret);
        for (size_t i = 1; node.op == TC_OP_AND_NOT && i < node.child_count; i++) {
            match(node.children[i], ret, nullptr, own);
            for (size_t w = 0; w < ret.size(); w++)
                ret[w] &= ~own[w];
        }
        return;
    case TC_OP_PHRASE:
    case TC_OP_NEAR:
    case TC_OP_RANGE:
        match_checked(node, within, late, ret);
        return;
    case TC_OP_DOCS:
        ret.assign(within.size(), 0);
        for (size_t i = 0; i < node.doc_count; i++) {
            uint32_t doc = node.docs[i];
            if (doc / 64 < ret.size())
                ret[doc / 64] |= within[doc / 64] & uint64_t{1} << doc % 64;
        }
        return;
    case TC_OP_ALL:
        ret = within;
        return;
    case TC_OP_NONE:
        break;
    }
    ret.assign(within.size(), 0);
}

void Evaluator::match(const struct tc_node *node, const Bits &within, std::vector<Condition *> *late, Bits &ret)
{
    if (!node) {
        ret.assign(within.size(), 0);
        return;
    }
    if (++depth_ > max_depth)
        fail(TC_ERR_LIMIT, "the query is nested too deeply");
    match_plain(*node, within, late, ret);
    depth_--;
}

// --- what they weigh

void Evaluator::score_word(const struct tc_node &node, double factor, const Bits &matched, std::vector<float> &scores)
{
    const Word &found = word(node);
    const float weight = static_cast<float>(factor * node.factor * found.weight), k1 = static_cast<float>(k1_);
    const float *lengths = view_.lengths(b_, shortest, average_);
    auto add = [&](uint32_t doc, uint32_t count) {
        float n = static_cast<float>(count);
        scores[doc] += weight * n / (n + k1 * lengths[doc]);
    };
    if (!(weight > 0) || found.postings.empty())
        return;
    if (found.postings.size() == 1) {
        found.postings[0]->each(matched, add);
        return;
    }
    counts_.resize(scores.size(), 0);
    for (const Postings *each : found.postings)
        each->each(matched, [&](uint32_t doc, uint32_t count) { counts_[doc] += count; });
    Bits seen = found.any;
    keep_only(seen, matched);
    each_bit(seen, [&](uint32_t doc) {
        add(doc, counts_[doc]);
        counts_[doc] = 0;
    });
}

// The most that a node can add to a document.
double Evaluator::most(const struct tc_node *node)
{
    if (!node)
        return 0;
    if (is_word(*node))
        return node->factor * word(*node).weight;
    double sum = 0;
    bool is_first = node->op == TC_OP_FILTER || node->op == TC_OP_AND_NOT;
    for (size_t i = 0; i < (is_first ? std::min<size_t>(1, node->child_count) : node->child_count); i++)
        sum += most(node->children[i]);
    return node->factor * sum;
}

// A child that a match need not have.
void Evaluator::score_child(const struct tc_node *child, double factor, const Bits &matched, std::vector<float> &scores)
{
    if (child && is_word(*child)) {
        score_word(*child, factor, matched, scores);
        return;
    }
    Bits own;
    match(child, matched, nullptr, own);
    score(child, factor, own, 0, scores);
}

// Drops what `more` cannot lift to the `keep` best.
static void prune(Bits &matched, size_t keep, double more, const std::vector<float> &scores)
{
    std::vector<float> all;
    all.reserve(count_bits(matched));
    each_bit(matched, [&](uint32_t doc) { all.push_back(scores[doc]); });
    if (all.size() < prune_from || all.size() <= keep)
        return;
    auto least = all.begin() + static_cast<ptrdiff_t>(keep - 1);
    std::nth_element(all.begin(), least, all.end(), std::greater<float>());
    // Sums of floats: what is a little short of the bound stays.
    float bound = *least - static_cast<float>(more) - 1e-4f * *least;
    if (bound <= 0)
        return;
    for (size_t w = 0; w < matched.size(); w++) {
        for (uint64_t left = matched[w]; left; left &= left - 1) {
            unsigned bit = static_cast<unsigned>(__builtin_ctzll(left));
            if (scores[w * 64 + bit] < bound)
                matched[w] &= ~(uint64_t{1} << bit);
        }
    }
}

void Evaluator::score_any(const struct tc_node &node, double factor, Bits &matched, size_t keep,
                          std::vector<float> &scores)
{
    std::vector<std::pair<double, const struct tc_node *>> parts;
    double more = 0;
    for (size_t i = 0; i < node.child_count; i++) {
        parts.emplace_back(factor * most(node.children[i]), node.children[i]);
        more += parts.back().first;
    }
    // Rare words first: they decide who can still be among the best.
    std::stable_sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    for (size_t i = 0; i < parts.size(); i++) {
        if (keep && std::find(std::begin(prune_at), std::end(prune_at), i) != std::end(prune_at))
            prune(matched, keep, more, scores);
        score_child(parts[i].second, factor, matched, scores);
        more -= parts[i].first;
    }
}

void Evaluator::score(const struct tc_node *node, double factor, Bits &matched, size_t keep, std::vector<float> &scores)
{
    if (!node)
        return;
    if (is_word(*node)) {
        score_word(*node, factor, matched, scores);
        return;
    }
    factor *= node->factor;
    switch (node->op) {
    case TC_OP_FILTER:
    case TC_OP_AND_NOT:
        if (node->child_count)
            score(node->children[0], factor, matched, keep, scores);
        break;
    case TC_OP_AND_MAYBE:
        for (size_t i = 0; i < node->child_count; i++) {
            const struct tc_node *child = node->children[i];
            if (i && child && child->op == TC_OP_OR && i + 1 == node->child_count)
                score_any(*child, factor * child->factor, matched, keep, scores);
            else if (i)
                score_child(child, factor, matched, scores);
            else
                score(child, factor, matched, 0, scores);
        }
        break;
    case TC_OP_OR:
        score_any(*node, factor, matched, keep, scores);
        break;
    case TC_OP_AND:
    case TC_OP_PHRASE:
    case TC_OP_NEAR:
        for (size_t i = 0; i < node->child_count; i++)
            score(node->children[i], factor, matched, 0, scores);
        break;
    default:
        break;
    }
}

} // namespace tc
