#include "services/matching/coverage/subject_scan.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "services/matching/coverage/kept_plans.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

std::shared_ptr<const ReversePlan> PlanOf(
    const std::vector<SharedVersion>& versions, const SharedVersion& cohort,
    const CoverageBasis& basis, KeptPlans* plans, VersionRange only_eligible) {
  // A cohort is compiled for each question.
  if (plans != nullptr && cohort == nullptr) {
    return plans->Of(basis.catalog.snapshot, versions, basis.cancelled,
                     only_eligible);
  }
  std::vector<const CompiledVersion*> asked;
  for (const SharedVersion& version : versions) asked.push_back(version.get());
  if (cohort != nullptr) asked.push_back(cohort.get());
  return ReversePlan::Build(std::move(asked),
                            basis.catalog.snapshot->dictionary(),
                            basis.cancelled, only_eligible);
}

RowBits RowsFrom(uint32_t first, uint32_t size) {
  RowBits rows = {};
  for (uint32_t row = first; row < size; ++row) {
    rows[row / 64] |= uint64_t{1} << (row % 64);
  }
  return rows;
}

SANGAM_FOR_EACH_PROCESSOR
void AddRows(const uint64_t* added, RowBits* rows) {
  for (size_t word = 0; word < rows->size(); ++word) {
    (*rows)[word] |= added[word];
  }
}

// Whether any row of `rows` is left without these; takes them out.
bool LeaveOut(const RowBits& these, RowBits* rows) {
  uint64_t any = 0;
  for (size_t word = 0; word < rows->size(); ++word) {
    (*rows)[word] &= ~these[word];
    any |= (*rows)[word];
  }
  return any != 0;
}

void KeepOnly(const RowBits& these, RowBits* rows) {
  for (size_t word = 0; word < rows->size(); ++word) {
    (*rows)[word] &= these[word];
  }
}

}  // namespace

SANGAM_FOR_EACH_PROCESSOR
int64_t CountRows(const uint64_t* rows, const RowBits& among) {
  int64_t count = 0;
  for (size_t word = 0; word < among.size(); ++word) {
    count += __builtin_popcountll(rows[word] & among[word]);
  }
  return count;
}

SubjectScan::SubjectScan(const CoverageBasis* basis,
                         std::vector<SharedVersion> versions,
                         SharedVersion cohort, const std::string& after,
                         KeptPlans* plans, const ScannedSchemes& schemes)
    : basis_(*basis),
      versions_(std::move(versions)),
      cohort_(std::move(cohort)),
      after_(after),
      schemes_(schemes),
      plan_(PlanOf(versions_, cohort_, basis_, plans, schemes.received())),
      next_(after.empty() ? 0
                          : basis_.subjects.columns->FirstBlockAfter(after)) {
  for (size_t block = 0; block < next_; ++block) {
    scanned_ += basis_.subjects.columns->block(block).size();
  }
}

void SubjectScan::CountEvaluators() {
  if (!evaluators_.empty()) return;
  unsigned threads =
      std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
  if (basis_.turns != nullptr) threads = basis_.turns->ThreadsOf(threads);
  evaluators_.resize(threads);
}

BlockEvaluator& SubjectScan::Evaluator(size_t number, ReverseDetail detail) {
  Evaluators& of_thread = evaluators_[number];
  std::unique_ptr<BlockEvaluator>& evaluator =
      detail == Detail() ? of_thread.all : of_thread.near;
  if (evaluator == nullptr) {
    evaluator = std::make_unique<BlockEvaluator>(plan_, basis_.subjects.columns,
                                                 basis_.reverse(), detail);
  }
  return *evaluator;
}

SubjectScan::Worked SubjectScan::WorkOut(size_t number, size_t block) {
  Worked worked;
  worked.verdicts = &Evaluator(number, Detail()).Evaluate(block);
  if (schemes_.together) {
    worked.together = Together(number, block, *worked.verdicts);
  }
  return worked;
}

SchemesTogether SubjectScan::Together(size_t number, size_t block,
                                      const BlockVerdicts& verdicts) {
  SchemesTogether together;
  for (size_t i = 0; i < schemes_.count; ++i) {
    AddRows(verdicts.eligible(i), &together.eligible);
    AddRows(verdicts.needs_information(i), &together.needs_information);
    AddRows(verdicts.eligible(schemes_.count + i), &together.received);
  }
  const RowBits asked = AskedOf(block, verdicts);
  RowBits left = asked;
  LeaveOut(together.eligible, &left);
  KeepOnly(left, &together.needs_information);
  if (LeaveOut(together.needs_information, &left) && !basis_.cancelled()) {
    const BlockVerdicts& near = Evaluator(number, ReverseDetail::kNearMisses)
                                    .Evaluate(block, left.data());
    for (size_t i = 0; i < schemes_.count; ++i) {
      AddRows(near.near_miss(i), &together.near_miss);
    }
    KeepOnly(left, &together.near_miss);
  }
  KeepOnly(asked, &together.eligible);
  KeepOnly(asked, &together.received);
  return together;
}

RowBits SubjectScan::AskedOf(size_t block,
                             const BlockVerdicts& verdicts) const {
  const SubjectBlock& rows = basis_.subjects.columns->block(block);
  RowBits asked =
      RowsFrom(after_.empty() ? 0 : rows.FirstRowAfter(after_), rows.size());
  if (cohort_ == nullptr) return asked;
  const uint64_t* members = verdicts.eligible(versions_.size());
  for (size_t word = 0; word < asked.size(); ++word) {
    asked[word] &= members[word];
  }
  return asked;
}

void SubjectScan::Rest() {
  // What is ahead of many versions, tens of MiB a block, goes with whoever
  // worked it out, and is worked out again.
  if (kept_.empty()) {
    next_ -= ahead_.size();
    ahead_.clear();
  }
  evaluators_.clear();
  verdicts_ = nullptr;
}

void SubjectScan::WithEachEvaluator(const std::function<void(size_t)>& work) {
  std::vector<std::thread> others;
  for (size_t i = 1; i < evaluators_.size(); ++i) others.emplace_back(work, i);
  work(0);
  for (std::thread& thread : others) thread.join();
}

void SubjectScan::WorkAheadOfMany() {
  const size_t count = std::min(evaluators_.size(),
                                basis_.subjects.columns->block_count() - next_);
  ahead_.resize(count);
  WithEachEvaluator([&](size_t i) {
    if (i < count) ahead_[i] = WorkOut(i, next_ + i);
  });
  next_ += count;
}

void SubjectScan::WorkAheadOfFew() {
  const size_t count =
      std::min(most_ahead_, basis_.subjects.columns->block_count() - next_);
  kept_.resize(count);
  ahead_.resize(count);
  std::atomic<size_t> taken = 0;
  const absl::Time until = basis_.clock->Now() + kTimeAhead;
  const auto work = [&](size_t i) {
    for (size_t n = taken++; n < count; n = taken++) {
      ahead_[n] = WorkOut(i, next_ + n);
      kept_[n] = *ahead_[n].verdicts;
      ahead_[n].verdicts = &kept_[n];
      // Whoever takes a block also finishes it, so that none is left out.
      if (basis_.clock->Now() >= until) return;
    }
  };
  if (count == 1) {
    work(0);
  } else {
    WithEachEvaluator(work);
  }
  const size_t done = std::min<size_t>(taken, count);
  ahead_.resize(done);
  next_ += done;
  most_ahead_ =
      std::clamp(2 * most_ahead_, evaluators_.size(),
                 std::max(evaluators_.size(),
                          kMostAhead / std::max<size_t>(1, plan_->size())));
}

bool SubjectScan::Next() {
  if (plan_ == nullptr) return false;
  if (ahead_.empty()) {
    if (next_ >= basis_.subjects.columns->block_count()) return false;
    kept_.clear();
    CountEvaluators();
    if (versions_.size() < kManyVersions) {
      WorkAheadOfFew();
    } else {
      WorkAheadOfMany();
    }
  }
  block_ = next_ - ahead_.size();
  verdicts_ = ahead_.front().verdicts;
  together_ = ahead_.front().together;
  ahead_.pop_front();
  const uint32_t first = after_.empty() ? 0 : block().FirstRowAfter(after_);
  all_ = RowsFrom(first, block().size());
  asked_ = AskedOf(block_, *verdicts_);
  scanned_ += block().size();
  return true;
}

const SubjectBlock& SubjectScan::block() const {
  return basis_.subjects.columns->block(block_);
}

RowBits SubjectScan::Rows(size_t version, v1::Verdict verdict,
                          const RowBits& among) const {
  const uint64_t* eligible = verdicts_->eligible(version);
  const uint64_t* unknown = verdicts_->needs_information(version);
  const uint64_t* near = verdicts_->near_miss(version);
  RowBits rows = among;
  for (size_t word = 0; word < rows.size(); ++word) {
    switch (verdict) {
      case v1::VERDICT_ELIGIBLE:
        rows[word] &= eligible[word];
        break;
      case v1::VERDICT_NEEDS_INFORMATION:
        rows[word] &= unknown[word];
        break;
      case v1::VERDICT_NEAR_MISS:
        rows[word] &= near[word];
        break;
      default:
        rows[word] &= ~(eligible[word] | unknown[word] | near[word]);
    }
  }
  return rows;
}

v1::Progress SubjectScan::progress() const {
  v1::Progress progress;
  progress.set_scanned(scanned_);
  progress.set_total(basis_.subjects.columns->size());
  return progress;
}

void AddCount(v1::Verdict verdict, int64_t count, v1::VerdictCounts* counts) {
  const int32_t added = static_cast<int32_t>(count);
  switch (verdict) {
    case v1::VERDICT_ELIGIBLE:
      counts->set_eligible(counts->eligible() + added);
      break;
    case v1::VERDICT_NEEDS_INFORMATION:
      counts->set_needs_information(counts->needs_information() + added);
      break;
    case v1::VERDICT_NEAR_MISS:
      counts->set_near_miss(counts->near_miss() + added);
      break;
    default:
      counts->set_ineligible(counts->ineligible() + added);
  }
}

}  // namespace sangam::matching
