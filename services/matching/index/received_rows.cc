#include "services/matching/index/received_rows.h"

#include <algorithm>
#include <numeric>

#include "common/rules/evaluator.h"
#include "services/matching/index/receipt_truth.h"

namespace sangam::matching {
namespace {

bool WantsNoReceipt(const Occurrence& occurrence) { return occurrence.negated; }

// From how many each has to where those of each begin.
void SumUp(std::vector<uint32_t>* counts) {
  std::partial_sum(counts->begin(), counts->end(), counts->begin());
}

}  // namespace

ReceivedRows::ReceivedRows(const AttributeTests& tests, size_t words)
    : first_refusing_(tests.predicates.size() + 1),
      first_user_(tests.predicates.size() + 1),
      rows_(words) {
  rows_.Add();
  rows_.Add();
  std::vector<uint32_t> order(tests.predicates.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return tests.predicates[a]->names.front() <
           tests.predicates[b]->names.front();
  });
  std::vector<uint32_t> number(order.size());
  predicates_.reserve(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    number[order[i]] = i;
    predicates_.push_back(tests.predicates[order[i]]);
  }

  std::vector<std::pair<uint32_t, uint32_t>> refusing;  // test, conjunct
  const auto visit = [&](const Occurrence* first, const Occurrence* last) {
    SetBit(rows_[1], first->conjunct);
    if (std::all_of(first, last, WantsNoReceipt)) {
      for (const Occurrence* o = first; o != last; ++o) {
        refusing.emplace_back(number[o->predicate], o->conjunct);
        ++first_refusing_[number[o->predicate] + 1];
      }
      return;
    }
    SetBit(rows_[0], first->conjunct);
    const auto begin = static_cast<uint32_t>(literals_.size());
    for (const Occurrence* o = first; o != last; ++o) {
      literals_.push_back({number[o->predicate], o->negated});
      ++first_user_[number[o->predicate] + 1];
    }
    tested_.push_back(
        {first->conjunct, begin, static_cast<uint32_t>(literals_.size())});
  };
  ForEachConjunct(tests, visit);

  SumUp(&first_refusing_);
  refusing_.resize(refusing.size());
  std::vector<uint32_t> next(first_refusing_.begin(), first_refusing_.end());
  for (const auto& [test, conjunct] : refusing) {
    refusing_[next[test]++] = conjunct;
  }
  SumUp(&first_user_);
  users_.resize(literals_.size());
  next.assign(first_user_.begin(), first_user_.end());
  for (uint32_t i = 0; i < tested_.size(); ++i) {
    for (uint32_t at = tested_[i].first; at < tested_[i].last; ++at) {
      users_[next[literals_[at].predicate]++] = i;
    }
  }
  literals_.shrink_to_fit();
  tested_.shrink_to_fit();
  rows_.Shrink();
}

void ReceivedRows::AddOthers(const std::string& scheme, Truth usual,
                             const SubjectView& subject,
                             const ReferenceData& reference,
                             Others* others) const {
  auto test = std::lower_bound(
      predicates_.begin(), predicates_.end(), scheme,
      [](const rules::Predicate* predicate, const std::string& wanted) {
        return predicate->names.front() < wanted;
      });
  for (; test != predicates_.end() && (*test)->names.front() == scheme;
       ++test) {
    const auto quick = TruthByReceipts(**test, subject);
    const Truth truth =
        quick ? *quick
              : rules::EvaluatePredicate(**test, subject, reference).truth;
    if (truth != usual) {
      others->emplace_back(static_cast<uint32_t>(test - predicates_.begin()),
                           truth);
    }
  }
}

void ReceivedRows::AddTo(const SubjectView& subject,
                         const ReferenceData& reference, WorkRows* work,
                         VerdictRows* rows) const {
  const Truth usual = TruthWithoutReceipt(subject);
  const bool complete = usual == Truth::kFalse;
  Others others;
  for (const Receipt& receipt : subject.receipts()) {
    AddOthers(receipt.scheme, usual, subject, reference, &others);
  }
  if (others.empty()) {
    // Where all is unknown nothing fails.
    if (complete) {
      AddFails(rows_[0], false, rows);
    } else {
      rows->unknowns.push_back(rows_[1]);
    }
    return;
  }
  uint64_t* const fails =
      complete ? work->TakeCopy(rows_[0]) : work->TakeZeros();
  uint64_t* const unknown =
      complete ? work->TakeZeros() : work->TakeCopy(rows_[1]);
  const auto truth_of = [&](uint32_t test) {
    for (const auto& [other, truth] : others) {
      if (other == test) return truth;
    }
    return usual;
  };
  for (const auto& [test, truth] : others) {
    // A test is never less than usual, so nothing else is taken back here.
    for (uint32_t i = first_refusing_[test]; i < first_refusing_[test + 1];
         ++i) {
      SetBit(truth == Truth::kTrue ? fails : unknown, refusing_[i]);
    }
    for (uint32_t i = first_user_[test]; i < first_user_[test + 1]; ++i) {
      const Tested& tested = tested_[users_[i]];
      ClearBit(fails, tested.conjunct);
      ClearBit(unknown, tested.conjunct);
      for (uint32_t at = tested.first; at < tested.last; ++at) {
        const Truth now = truth_of(literals_[at].predicate);
        if (now == Truth::kUnknown) {
          SetBit(unknown, tested.conjunct);
        } else if (now == ToTruth(literals_[at].negated)) {
          SetBit(fails, tested.conjunct);
        }
      }
    }
  }
  AddFails(fails, false, rows);
  rows->unknowns.push_back(unknown);
}

size_t ReceivedRows::bytes() const {
  return predicates_.capacity() * sizeof(void*) +
         literals_.capacity() * sizeof(Literal) +
         tested_.capacity() * sizeof(Tested) +
         (first_refusing_.capacity() + refusing_.capacity() +
          first_user_.capacity() + users_.capacity()) *
             sizeof(uint32_t) +
         rows_.bytes();
}

}  // namespace sangam::matching
