// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of a query over one archive: which documents it matches, as bits, and what each weighs by BM25. First the
// set, exactly, by joining whole words of bits; then the weights of the documents in it, a term at a time. Where only
// the best are wanted, documents that the terms still to come cannot lift among them are left out on the way.
#ifndef TC_STORE_EVALUATE_H
#define TC_STORE_EVALUATE_H

#include "conditions.h"
#include "postings.h"

#include <memory>

namespace tc {

class Evaluator {
  public:
    Evaluator(const View &view, double k1, double b);
    // The documents of `within` that match, into ret. With `late`, phrases and the like that every match must meet may
    // be left for the caller to ask.
    void match(const struct tc_node *node, const Bits &within, std::vector<Condition *> *late, Bits &ret);
    // Adds weights to scores (by document) for the documents of `matched`. keep: when not 0, documents that cannot be
    // among the best `keep` may be dropped from `matched`.
    void score(const struct tc_node *node, double factor, Bits &matched, size_t keep, std::vector<float> &scores);

  private:
    struct Word { // a term, or the spellings of one word
        std::vector<const Postings *> postings;
        uint32_t doc_freq = 0;
        Bits any; // of several
        double weight = 0;
    };
    struct Place { // of a phrase
        const struct tc_node *node;
        IdSet ids;
        bool in_title;
    };
    const Postings &postings(std::string_view term);
    const Word &word(const struct tc_node &node);
    Condition *condition(const struct tc_node &node, bool &ret_is_possible);
    bool place(const struct tc_node &node, Place &ret) const;
    bool places(const struct tc_node &node, std::vector<Place> &ret) const;
    std::string form_of(const struct tc_node &node) const;
    void limit_pairs(const struct tc_node &node, Bits &ret) const;
    void match_all_of(const struct tc_node &node, const Bits &within, std::vector<Condition *> *late, Bits &ret);
    void match_checked(const struct tc_node &node, const Bits &within, std::vector<Condition *> *late, Bits &ret);
    void match_plain(const struct tc_node &node, const Bits &within, std::vector<Condition *> *late, Bits &ret);
    void score_word(const struct tc_node &node, double factor, const Bits &matched, std::vector<float> &scores);
    void score_child(const struct tc_node *child, double factor, const Bits &matched, std::vector<float> &scores);
    void score_any(const struct tc_node &node, double factor, Bits &matched, size_t keep, std::vector<float> &scores);
    double most(const struct tc_node *node);

    const View &view_;
    double k1_, b_, average_;
    unsigned depth_ = 0;
    std::unordered_map<std::string, std::unique_ptr<Postings>> postings_;
    std::unordered_map<const struct tc_node *, std::unique_ptr<Word>> words_;
    std::unordered_map<const struct tc_node *, std::unique_ptr<Condition>> conditions_;
    std::vector<uint32_t> counts_; // of one word in several spellings, by document; zero between uses
};

} // namespace tc

#endif
