#include "services/matching/columns/block_evaluation.h"

#include <algorithm>
#include <utility>

#include "services/matching/columns/near_rows.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {
namespace {

// So many versions take less than a millisecond, mostly.
constexpr size_t kVersionsBetweenAsking = 64;

}  // namespace

BlockEvaluation::BlockEvaluation(const ReversePlan::Parts& plan,
                                 const ColumnsView& view,
                                 const ReverseBasis& basis,
                                 const SharedTests& shared,
                                 ReverseDetail detail)
    : plan_(plan),
      detail_(detail),
      values_(view, *plan.dictionary, basis),
      groups_(MakeTestGroups(plan, basis, shared)),
      counts_(plan.versions.size()) {
  // Also of tests that no version has itself, after all others.
  size_t slots = plan.literals.size();
  std::vector<size_t> slot_of_test;
  for (const PlanTest& test : plan.tests) {
    slot_of_test.push_back(test.slots[0] != PlanTest::kNowhere ? test.slots[0]
                                                               : slots++);
  }
  holds_.Resize(slots);
  std::vector<Wish> wishes(plan.tests.size());
  for (size_t i = 0; i < wishes.size(); ++i) {
    const size_t slot = slot_of_test[i];
    wishes[i].holds = &holds_.planes[slot];
    wishes[i].unknown =
        (detail >= ReverseDetail::kThreeWay && !plan.tests[i].only_eligible) ||
        plan.tests[i].slots[1] != PlanTest::kNowhere;
    if (!wishes[i].unknown) wishes[i].state = &holds_.states[slot];
  }
  SetWishes(std::move(wishes));
  if (detail >= ReverseDetail::kThreeWay) {
    possible_.Resize(plan.literals.size());
  }
  if (detail >= ReverseDetail::kNearMisses) near_.Resize(plan.literals.size());
}

BlockEvaluation::~BlockEvaluation() = default;

void BlockEvaluation::Open(const SubjectBlock& block,
                           const SubjectBlock* next) {
  values_.Open(block);
  coming_.Expect(next, groups_.size());
  for (const auto& group : groups_) {
    // A group of many tests takes milliseconds.
    if (values_.CancelledNow()) return;
    coming_.FetchSome();
    group->Fill(values_, *this);
  }
}

void BlockEvaluation::Take(uint32_t test, bool may_hold,
                           const BitPlane* unknown_or_none,
                           const BarredPlanes* barred) {
  static const BitPlane kNothing;
  const PlanTest& planned = plan_.tests[test];
  const BitPlane& holds = Holds(test);
  const BitPlane& unknown =
      unknown_or_none == nullptr ? kNothing : *unknown_or_none;
  const auto put = [](SlotPlanes* slots, uint32_t slot, bool any) {
    slots->states[slot] = any ? PlaneState::kMixed : PlaneState::kNone;
  };
  const uint32_t slot = planned.slots[0];
  const uint32_t opposite = planned.slots[1];
  if (slot != PlanTest::kNowhere) put(&holds_, slot, may_hold);
  if (opposite != PlanTest::kNowhere) {
    put(&holds_, opposite,
        Without(values_.all(), holds, unknown, &holds_.planes[opposite]));
  }
  if (detail_ < ReverseDetail::kThreeWay) return;
  if (slot != PlanTest::kNowhere) {
    put(&possible_, slot, Either(holds, unknown, &possible_.planes[slot]));
  }
  if (opposite != PlanTest::kNowhere) {
    put(&possible_, opposite,
        Either(holds_.planes[opposite], unknown, &possible_.planes[opposite]));
  }
  if (detail_ < ReverseDetail::kNearMisses) return;
  TestOutcome outcome = {&values_.all(), &holds, &unknown};
  outcome.changeable = planned.predicate->changeable();
  for (const int negated : {0, 1}) {
    const uint32_t of = planned.slots[negated];
    if (of == PlanTest::kNowhere) continue;
    outcome.negated = negated == 1;
    outcome.barred = barred == nullptr ? nullptr : &barred->barred[negated];
    FindNearlyHolding(outcome, &near_.planes[of]);
  }
}

void BlockEvaluation::Find(const SlotPlanes& slots,
                           std::vector<BitPlane>* by_version) {
  by_version->assign(plan_.versions.size(), BitPlane());
  FindRows(plan_, slots, values_.all(), by_version->data());
}

BitPlane BlockEvaluation::All(const PlanConjunct& conjunct,
                              const SlotPlanes& slots) const {
  BitPlane all = values_.all();
  for (uint32_t slot : conjunct.slots) all &= slots.planes[slot];
  return all;
}

void BlockEvaluation::AddNearTo(const PlanConjunct& conjunct,
                                const BitPlane& among, BitPlane* near) const {
  AddNearRows(conjunct, holds_.planes.data(), near_.planes.data(), among, near);
}

BitPlane BlockEvaluation::NearTo(const PlanVersion& version,
                                 const BitPlane& among) const {
  BitPlane near;
  if (among.IsZero()) return near;
  for (const PlanConjunct& conjunct : version.conjuncts) {
    if (conjunct.may_be_near) AddNearTo(conjunct, among, &near);
  }
  return near;
}

BlockEvaluation::Decided BlockEvaluation::DecideIncomplete(
    const PlanVersion& version, const BitPlane& among) {
  const ReverseDetail detail = DetailOf(version);
  const PlanConjunct& musts = version.conjuncts.front();
  BitPlane asked = detail == ReverseDetail::kEligible ? All(musts, holds_)
                                                      : All(musts, possible_);
  if (detail == ReverseDetail::kNearMisses) AddNearTo(musts, among, &asked);
  Decided decided;
  ForEachRow(asked & among, [&](uint32_t row) {
    if (values_.Cancelled()) return;
    const v1::Verdict verdict = Decide(*version.compiled, values_.ViewOf(row),
                                       values_.basis().reference)
                                    .verdict;
    if (verdict == v1::VERDICT_ELIGIBLE) decided.eligible.Set(row);
    if (verdict == v1::VERDICT_NEEDS_INFORMATION) {
      decided.needs_information.Set(row);
    }
    if (verdict == v1::VERDICT_NEAR_MISS) decided.near_miss.Set(row);
  });
  if (detail < ReverseDetail::kThreeWay) {
    decided.needs_information = BitPlane();
  }
  if (detail < ReverseDetail::kNearMisses) decided.near_miss = BitPlane();
  return decided;
}

void BlockEvaluation::Evaluate(const BitPlane& among, BlockPlanes* verdicts) {
  const size_t count = plan_.versions.size();
  verdicts->near_miss.assign(count, BitPlane());
  verdicts->needs_information.resize(count);
  Find(holds_, &verdicts->eligible);
  if (detail_ >= ReverseDetail::kThreeWay) {
    if (values_.CancelledNow()) return;
    // Possible, until those who are eligible are taken out.
    Find(possible_, &verdicts->needs_information);
  }
  for (size_t i = 0; i < count; ++i) {
    if (i % kVersionsBetweenAsking == 0 && values_.CancelledNow()) return;
    const PlanVersion& version = plan_.versions[i];
    BitPlane& needs_information = verdicts->needs_information[i];
    const ReverseDetail detail = DetailOf(version);
    if (detail == ReverseDetail::kEligible) needs_information = BitPlane();
    if (version.defect) {
      if (detail >= ReverseDetail::kThreeWay) {
        needs_information = values_.all();
      }
      continue;
    }
    if (version.incomplete) {
      const Decided decided = DecideIncomplete(version, among);
      verdicts->eligible[i] = decided.eligible;
      needs_information = decided.needs_information;
      verdicts->near_miss[i] = decided.near_miss;
      continue;
    }
    if (detail == ReverseDetail::kNearMisses) {
      verdicts->near_miss[i] = NearTo(version, among - needs_information);
    }
    needs_information -= verdicts->eligible[i];
  }
}

BitPlane BlockEvaluation::EligibleBy(uint32_t index) {
  const PlanVersion& version = plan_.versions[index];
  BitPlane eligible;
  if (version.defect) return eligible;
  if (version.incomplete) {
    return DecideIncomplete(version, values_.all()).eligible;
  }
  for (const PlanConjunct& conjunct : version.conjuncts) {
    eligible |= All(conjunct, holds_);
  }
  return eligible;
}

void BlockEvaluation::Count(const BitPlane& cohort,
                            std::vector<VerdictTally>* tallies) {
  const size_t count = plan_.versions.size();
  if (detail_ == ReverseDetail::kNearMisses) {
    Evaluate(values_.all(), &verdicts_);
    for (size_t i = 0; i < count; ++i) {
      VerdictTally& tally = (*tallies)[i];
      tally.eligible += CountRows(verdicts_.eligible[i] & cohort);
      tally.needs_information +=
          CountRows(verdicts_.needs_information[i] & cohort);
      tally.near_miss += CountRows(verdicts_.near_miss[i] & cohort);
    }
    return;
  }
  const bool three_way = detail_ >= ReverseDetail::kThreeWay;
  std::fill(counts_.begin(), counts_.end(), 0);
  CountRows(plan_, holds_, cohort, counts_.data());
  for (size_t i = 0; i < count; ++i) {
    (*tallies)[i].eligible += counts_[i];
    // Who is eligible is possible, too.
    if (three_way) (*tallies)[i].needs_information -= counts_[i];
  }
  if (three_way) {
    std::fill(counts_.begin(), counts_.end(), 0);
    CountRows(plan_, possible_, cohort, counts_.data());
    for (size_t i = 0; i < count; ++i) {
      (*tallies)[i].needs_information += counts_[i];
    }
  }
  // A look at each version for each block, so only where it is asked for.
  for (size_t i = 0; three_way && i < count; ++i) {
    if (plan_.versions[i].defect) {
      (*tallies)[i].needs_information += CountRows(cohort);
    }
  }
  for (uint32_t i : plan_.incomplete) {
    const Decided decided = DecideIncomplete(plan_.versions[i], values_.all());
    (*tallies)[i].eligible += CountRows(decided.eligible & cohort);
    (*tallies)[i].needs_information +=
        CountRows(decided.needs_information & cohort);
  }
}

}  // namespace sangam::matching
