// SPDX-License-Identifier: GPL-3.0-or-later
// How many documents cite each document, counted anew after each run.
#include "rebuild.h"

#include "view.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include "base/file.h"
#include "record/record.h"
#include "text/token.h"
}

namespace tc {

namespace {

// The live documents of a term other than `self`.
void citing(const View &view, const std::string &term, uint32_t self, std::vector<uint32_t> &ret)
{
    for (auto at = view.db.postlist_begin(term); at != view.db.postlist_end(term); ++at) {
        if (*at != self && view.is_alive(*at))
            ret.push_back(*at);
    }
}

// Who cites a document: all of a term, or one document (then the term is empty).
struct Cited {
    uint32_t doc;
    std::string term;
    uint32_t by;
};
using Owners = std::vector<Cited>;

struct Bearer { // of a number
    uint32_t doc;
    std::string day, place;
};

std::string value_of(const View &view, uint32_t doc, unsigned slot)
{
    std::string scratch;
    return std::string(view.value(doc, slot, scratch));
}

// Whom a document that gives no day means: the latest before it that bears the number where it comes from; anywhere
// when all come from one place.
std::string day_meant(const View &view, uint32_t doc, const std::vector<Bearer> &bearers, std::string &ret_place)
{
    std::string own = value_of(view, doc, TC_SLOT_DATE), place = value_of(view, doc, TC_SLOT_PLACE), best;
    bool is_one_place =
        std::all_of(bearers.begin(), bearers.end(), [&](const Bearer &b) { return b.place == bearers.front().place; });
    ret_place = is_one_place ? bearers.front().place : place;
    for (const Bearer &bearer : bearers) {
        if (bearer.place == ret_place && bearer.day <= own && bearer.day > best)
            best = bearer.day;
    }
    return best;
}

// Numbers begin again with every term of office and in every province: where several days bear one number, a citation
// counts for the document of the day it gives, and one without day for the document it must mean. False where one day
// at most bears the number.
bool own_by_day(const View &view, const std::string &stem, Owners &ret)
{
    const std::string day = stem + "@", own = TC_PREFIX_OWN_FULL + day, cites = TC_PREFIX_CITES_FULL + day;
    std::vector<Bearer> bearers;
    Owners found;
    size_t days = 0;
    for (auto term = view.db.allterms_begin(own); term != view.db.allterms_end(own); ++term, days++) {
        std::string citing_term = cites + (*term).substr(own.size());
        bool is_cited = view.db.term_exists(citing_term);
        for (auto at = view.db.postlist_begin(*term); at != view.db.postlist_end(*term); ++at) {
            if (!view.is_alive(*at))
                continue;
            bearers.push_back({*at, value_of(view, *at, TC_SLOT_DATE), value_of(view, *at, TC_SLOT_PLACE)});
            if (is_cited)
                found.push_back({*at, citing_term, 0});
        }
    }
    if (days < 2 || bearers.empty())
        return false;
    std::vector<uint32_t> all, dated;
    citing(view, TC_PREFIX_CITES + stem, 0, all);
    for (auto term = view.db.allterms_begin(cites); term != view.db.allterms_end(cites); ++term)
        citing(view, *term, 0, dated);
    std::sort(dated.begin(), dated.end());
    for (uint32_t doc : all) {
        std::string place, meant;
        if (!std::binary_search(dated.begin(), dated.end(), doc))
            meant = day_meant(view, doc, bearers, place);
        for (const Bearer &bearer : bearers) {
            if (!meant.empty() && bearer.day == meant && bearer.place == place && bearer.doc != doc)
                found.push_back({bearer.doc, std::string(), doc});
        }
    }
    ret.insert(ret.end(), found.begin(), found.end());
    return true;
}

bool is_live(const View &view, const std::string &term)
{
    for (auto at = view.db.postlist_begin(term); at != view.db.postlist_end(term); ++at)
        if (view.is_alive(*at))
            return true;
    return false;
}

std::string stem_of(const std::string &key)
{
    tc_auto_buf struct tc_buf stem = {};
    tc_key_stem(key.c_str(), &stem);
    return std::string(stem.data ? stem.data : "", stem.len);
}

bool is_in_tables(const std::string &name)
{
    struct tc_arena arena = {};
    struct tc_reference reference = {};
    bool is_known = tc_reference_read(name.c_str(), name.size(), &arena, &reference) && reference.stands_for;
    tc_arena_fini(&arena);
    return is_known;
}

// What the living documents say that a name stands for; empty where they say nothing, or contradict each other.
std::string learnt_key(const View &view, const std::string &name_stem)
{
    const std::string start = TC_PREFIX_NAME_MEANS + name_stem + "=";
    std::string found;
    for (auto term = view.db.allterms_begin(start); term != view.db.allterms_end(start); ++term) {
        if (!is_live(view, *term))
            continue;
        if (!found.empty())
            return {};
        found = (*term).substr(start.size());
    }
    return found;
}

// Whoever cites a name that documents explain cites the document of that number and day too.
void add_learnt(const View &view, Owners &owners)
{
    const std::string named = TC_PREFIX_NAMED;
    for (auto term = view.db.allterms_begin(named); term != view.db.allterms_end(named); ++term) {
        std::string pair = *term, name = pair.substr(pair.find('=') + 1), stem = stem_of(name);
        std::string cites = TC_PREFIX_CITES + stem;
        if (pair.find('=') == std::string::npos || is_in_tables(name) || !view.db.term_exists(cites))
            continue;
        std::string key = learnt_key(view, stem);
        tc_auto_free char *canonical = tc_text_canonical_dup(key.c_str());
        std::string whole = std::string(TC_PREFIX_OWN_FULL) + canonical;
        if (key.empty() || TC_PREFIX_NAMED + stem_of(key) + "=" + name != pair)
            continue;
        for (auto at = view.db.postlist_begin(whole); at != view.db.postlist_end(whole); ++at) {
            if (view.is_alive(*at))
                owners.push_back({*at, cites, 0});
        }
    }
}

} // namespace

void refresh_cited(const std::string &directory, const Current &current, Generation &generation)
{
    View view(directory, current);
    std::vector<uint32_t> counts(size_t{view.snapshot.documents} + 1, 0);
    counts[0] = view.snapshot.documents;
    // A document with several keys (its number, and names that stand for it) counts whoever cites any of them, once.
    Owners owners;
    const std::string own = TC_PREFIX_OWN_KEY, full = TC_PREFIX_OWN_FULL, cites = TC_PREFIX_CITES;
    for (auto term = view.db.allterms_begin(own); term != view.db.allterms_end(own); ++term) {
        std::string key = *term;
        if (!key.compare(0, full.size(), full))
            continue; // stems are lower case: "KF…" is the whole key
        std::string stem = key.substr(own.size());
        if (!view.db.term_exists(cites + stem))
            continue;
        if (own_by_day(view, stem, owners))
            continue;
        for (auto at = view.db.postlist_begin(key); at != view.db.postlist_end(key); ++at) {
            if (view.is_alive(*at))
                owners.push_back({*at, cites + stem, 0});
        }
    }
    add_learnt(view, owners);
    std::sort(owners.begin(), owners.end(), [](const Cited &a, const Cited &b) { return a.doc < b.doc; });
    std::vector<uint32_t> who;
    for (size_t i = 0; i < owners.size();) {
        uint32_t doc = owners[i].doc;
        who.clear();
        for (; i < owners.size() && owners[i].doc == doc; i++) {
            if (owners[i].term.empty())
                who.push_back(owners[i].by);
            else
                citing(view, owners[i].term, doc, who);
        }
        std::sort(who.begin(), who.end());
        counts[doc] = static_cast<uint32_t>(std::unique(who.begin(), who.end()) - who.begin());
    }
    bool is_same = true;
    for (uint32_t doc = 1; doc <= view.snapshot.documents && is_same; doc++)
        is_same = counts[doc] == view.cited(doc);
    if (is_same)
        return;
    unsigned number = generation.snapshot().cited + 1;
    std::string path = numbered_path(directory, "cited", generation.snapshot().generation, number);
    struct tc_error err;
    enum tc_status status = tc_file_write(path.c_str(), counts.data(), counts.size() * sizeof counts[0], &err);
    if (status != TC_OK)
        throw Failure(status, err.message);
    generation.use_cited(number);
}

} // namespace tc
