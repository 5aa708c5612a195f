// SPDX-License-Identifier: GPL-3.0-or-later
#include "match.h"

#include "evaluate.h"

#include <algorithm>
#include <cstdlib>

namespace tc {

namespace {

struct Found {
    float weight;
    uint32_t doc;
};

struct IsBefore { // an object, so that sorting takes it in
    bool operator()(const Found &a, const Found &b) const
    {
        return a.weight > b.weight || (!(a.weight < b.weight) && a.doc < b.doc);
    }
};

// Sorts the first `count` of what comes first.
template <typename Less> void sort_first(std::vector<Found> &found, size_t count, Less less)
{
    count = std::min(count, found.size());
    auto middle = found.begin() + static_cast<ptrdiff_t>(count);
    if (middle != found.end())
        std::nth_element(found.begin(), middle, found.end(), less);
    std::sort(found.begin(), middle, less);
}

class Matcher {
  public:
    Matcher(const View &view, const struct tc_node *query, const struct tc_match_options &options)
        : view_(view), query_(query), options_(options),
          evaluator_(view, options.k1 > 0 ? options.k1 : 1.2, options.b > 0 ? options.b : 0.75)
    {
    }
    void run(struct tc_matches &ret);

  private:
    size_t wanted() const
    {
        return size_t{options_.first} + options_.count;
    }
    void list(size_t keep);
    void check_all();
    void check_best(struct tc_matches &ret);
    void sort_by_slot();
    void count_facets(struct tc_matches &ret) const;
    void count_facet(unsigned slot, struct tc_facet &ret) const;

    const View &view_;
    const struct tc_node *query_;
    const struct tc_match_options &options_;
    Evaluator evaluator_;
    Bits matched_;
    std::vector<Condition *> late_;
    std::vector<Found> found_;
};

// Weighs what matched, and lists it.
void Matcher::list(size_t keep)
{
    std::vector<float> scores(size_t{view_.snapshot.documents} + 1, 0);
    evaluator_.score(query_, 1, matched_, keep, scores);
    found_.reserve(count_bits(matched_));
    each_bit(matched_, [&](uint32_t doc) { found_.push_back({scores[doc], doc}); });
}

static bool fits_all(const std::vector<Condition *> &conditions, uint32_t doc)
{
    for (Condition *condition : conditions) {
        if (!condition->fits(doc))
            return false;
    }
    return true;
}

void Matcher::check_all()
{
    for (size_t w = 0; w < matched_.size(); w++) {
        for (uint64_t left = matched_[w]; left; left &= left - 1) {
            unsigned bit = static_cast<unsigned>(__builtin_ctzll(left));
            if (!fits_all(late_, static_cast<uint32_t>(w * 64) + bit))
                matched_[w] &= ~(uint64_t{1} << bit);
        }
    }
    late_.clear();
}

// The heaviest first; where too few of these fit, all, in the order in which they lie in the files.
void Matcher::check_best(struct tc_matches &ret)
{
    std::vector<Found> fitting;
    size_t seen = 0, some = std::min(found_.size(), wanted() * 4);
    sort_first(found_, some, IsBefore());
    for (; seen < some && fitting.size() < wanted(); seen++) {
        if (fits_all(late_, found_[seen].doc))
            fitting.push_back(found_[seen]);
    }
    bool is_enough = fitting.size() >= wanted() && seen < found_.size();
    if (is_enough) {
        double share = static_cast<double>(fitting.size()) / static_cast<double>(seen);
        ret.total = static_cast<uint32_t>(share * static_cast<double>(found_.size()));
    } else {
        auto rest = found_.begin() + static_cast<ptrdiff_t>(seen);
        std::sort(rest, found_.end(), [](const Found &a, const Found &b) { return a.doc < b.doc; });
        for (; rest != found_.end(); ++rest) {
            if (fits_all(late_, rest->doc))
                fitting.push_back(*rest);
        }
        ret.total = static_cast<uint32_t>(fitting.size());
    }
    ret.is_exact = !is_enough;
    found_.swap(fitting);
    sort_first(found_, wanted(), IsBefore());
}

void Matcher::sort_by_slot()
{
    unsigned slot = static_cast<unsigned>(options_.sort_slot);
    bool is_descending = options_.sort_descending;
    // Keys are borrowed from the archive, or kept here where they are made.
    std::vector<std::string> made(slot == TC_SLOT_CITED_BY ? found_.size() : 0);
    std::vector<std::pair<std::string_view, size_t>> order(found_.size());
    std::string scratch;
    for (size_t i = 0; i < found_.size(); i++) {
        std::string &own = made.empty() ? scratch : made[i];
        order[i] = {view_.value(found_[i].doc, slot, own), i};
    }
    auto less = [&](const auto &a, const auto &b) {
        if (a.first != b.first && a.first.empty() != b.first.empty())
            return b.first.empty(); // unknown comes last either way
        if (a.first != b.first)
            return is_descending ? a.first > b.first : a.first < b.first;
        return IsBefore()(found_[a.second], found_[b.second]);
    };
    size_t count = std::min(wanted(), order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<ptrdiff_t>(count), order.end(), less);
    std::vector<Found> sorted;
    for (size_t i = 0; i < count; i++)
        sorted.push_back(found_[order[i].second]);
    found_.swap(sorted);
}

// Values are counted by their ids: the strings are fetched once, at the end.
void Matcher::count_facet(unsigned slot, struct tc_facet &ret) const
{
    int column = column_of(slot);
    std::vector<uint32_t> counts(size_t{view_.terms.count()} + 1, 0);
    if (column >= 0)
        each_bit(matched_, [&](uint32_t doc) {
            uint32_t id = view_.entry(doc).value[column];
            counts[id < counts.size() ? id : 0]++;
        });
    std::vector<std::pair<std::string_view, uint32_t>> rows;
    for (uint32_t id = 1; id < counts.size(); id++) {
        if (counts[id])
            rows.emplace_back(view_.terms.get(id - 1).substr(1), counts[id]);
    }
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    ret.values = static_cast<struct tc_facet_value *>(tc_xcalloc(rows.size() + 1, sizeof *ret.values));
    for (const auto &row : rows) {
        ret.values[ret.count].value = tc_xstrndup(row.first.data(), row.first.size());
        ret.values[ret.count++].count = row.second;
    }
}

void Matcher::count_facets(struct tc_matches &ret) const
{
    ret.facets = static_cast<struct tc_facet *>(tc_xcalloc(options_.facet_count + 1, sizeof *ret.facets));
    ret.facet_count = options_.facet_count;
    for (size_t i = 0; i < options_.facet_count; i++)
        count_facet(options_.facet_slots[i], ret.facets[i]);
}

void Matcher::run(struct tc_matches &ret)
{
    bool is_by_weight = options_.sort_slot < 0, wants_all = !is_by_weight || options_.facet_count || !wanted();
    evaluator_.match(query_, view_.alive(), wants_all ? nullptr : &late_, matched_);
    if (!late_.empty() && count_bits(matched_) <= options_.check_at_least)
        check_all();
    ret.is_exact = true;
    ret.total = count_bits(matched_);
    count_facets(ret);
    if (wanted()) {
        list(is_by_weight && late_.empty() ? wanted() : 0);
        if (!late_.empty())
            check_best(ret);
        else if (is_by_weight)
            sort_first(found_, wanted(), IsBefore());
        else
            sort_by_slot();
    }
    size_t first = std::min<size_t>(options_.first, found_.size());
    size_t count = std::min<size_t>(options_.count, found_.size() - first);
    ret.items = static_cast<struct tc_match *>(tc_xcalloc(count + 1, sizeof *ret.items));
    for (; ret.count < count; ret.count++)
        ret.items[ret.count] = {found_[first + ret.count].doc, found_[first + ret.count].weight};
}

} // namespace

void run_match(const View &view, const struct tc_node *node, const struct tc_match_options &options,
               struct tc_matches &ret)
{
    struct tc_matches matches = {};
    try {
        Matcher(view, node, options).run(matches);
    } catch (...) {
        tc_matches_fini(&matches);
        throw;
    }
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
