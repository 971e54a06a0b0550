#include "services/matching/index/interval_rows.h"

#include <algorithm>
#include <limits>

#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Predicate;

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

// Dates count by days.
int64_t NumberOf(const rules::Value& value) {
  const auto* day = absl::get_if<absl::CivilDay>(&value);
  return day == nullptr ? absl::get<int64_t>(value) : *day - absl::CivilDay();
}

bool Holds(const Predicate& predicate, int64_t number) {
  switch (predicate.kind) {
    case Predicate::Kind::kHas:
      return true;
    case Predicate::Kind::kIn:
      return std::any_of(
          predicate.values.begin(), predicate.values.end(),
          [&](const auto& value) { return NumberOf(value) == number; });
    default:
      break;
  }
  const int64_t bound = NumberOf(predicate.values.front());
  switch (predicate.comparison) {
    case Comparison::kEqual:
      return number == bound;
    case Comparison::kNotEqual:
      return number != bound;
    case Comparison::kLess:
      return number < bound;
    case Comparison::kLessOrEqual:
      return number <= bound;
    case Comparison::kGreater:
      return number > bound;
    case Comparison::kGreaterOrEqual:
      return number >= bound;
  }
  return false;
}

// Where the truth of a test may change: the first number of what comes after.
void AddBegins(const Predicate& predicate, std::vector<int64_t>* begins) {
  for (const rules::Value& value : predicate.values) {
    const int64_t bound = NumberOf(value);
    if (bound != kLeast) begins->push_back(bound);
    if (bound != kMost) begins->push_back(bound + 1);
  }
}

// The truth of a test over the intervals: at first, and where it changes.
struct Course {
  bool at_first = false;
  std::vector<uint32_t> changes;
};

// The intervals in which some literal changes, and the truth of each literal
// while they are gone through.
class Walk {
 public:
  Walk(const std::vector<Course>& courses, const Occurrence* first,
       const Occurrence* last)
      : courses_(courses), first_(first), last_(last) {
    for (const Occurrence* o = first; o != last; ++o) {
      const auto& changes = courses[o->predicate].changes;
      changes_.insert(changes_.end(), changes.begin(), changes.end());
    }
    std::sort(changes_.begin(), changes_.end());
    changes_.erase(std::unique(changes_.begin(), changes_.end()),
                   changes_.end());
  }
  const std::vector<uint32_t>& changes() const { return changes_; }
  bool FailsIn(uint32_t interval) const {
    return std::any_of(first_, last_, [&](const Occurrence& o) {
      const Course& course = courses_[o.predicate];
      const auto passed = std::upper_bound(course.changes.begin(),
                                           course.changes.end(), interval) -
                          course.changes.begin();
      return (course.at_first != (passed % 2 == 1)) == o.negated;
    });
  }

 private:
  const std::vector<Course>& courses_;
  const Occurrence* first_;
  const Occurrence* last_;
  std::vector<uint32_t> changes_;
};

constexpr size_t kFewBegins = 32;

// How many of the numbers are not more than the value.
SANGAM_FOR_EACH_PROCESSOR
size_t CountUpTo(int64_t value, const int64_t* numbers, size_t count) {
  int64_t found = 0;
  for (size_t i = 0; i < count; ++i) found += numbers[i] <= value ? 1 : 0;
  return static_cast<size_t>(found);
}

// Drops the intervals in which nothing changes: what tests by >= has no use for
// the number after its bound. `first` has where the changes of each begin, and
// the end.
void JoinIntervals(std::vector<uint32_t>* first, std::vector<int64_t>* begins) {
  size_t kept = 0;
  for (size_t i = 0; i < begins->size(); ++i) {
    if ((*first)[i + 1] == (*first)[i + 2]) continue;
    (*begins)[kept] = (*begins)[i];
    (*first)[++kept] = (*first)[i + 1];
  }
  (*first)[kept + 1] = first->back();
  begins->resize(kept);
  first->resize(kept + 2);
}

}  // namespace

IntervalRows::IntervalRows(const AttributeTests& tests, size_t words,
                           const RowRoom& room)
    : attribute_(*tests.attribute),
      changeable_(tests.changeable),
      missing_(tests, words),
      rows_(words) {
  for (const Predicate* predicate : tests.predicates) {
    AddBegins(*predicate, &begins_);
  }
  std::sort(begins_.begin(), begins_.end());
  begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());

  std::vector<Course> courses;
  courses.reserve(tests.predicates.size());
  std::vector<int64_t> own;
  for (const Predicate* predicate : tests.predicates) {
    Course& course = courses.emplace_back();
    bool truth = course.at_first = Holds(*predicate, kLeast);
    own.clear();
    AddBegins(*predicate, &own);
    std::sort(own.begin(), own.end());
    for (const int64_t begin : own) {
      if (Holds(*predicate, begin) == truth) continue;
      truth = !truth;
      const auto interval = static_cast<uint32_t>(
          std::lower_bound(begins_.begin(), begins_.end(), begin) -
          begins_.begin() + 1);
      course.changes.push_back(interval);
    }
  }

  BitRows first_row(words);
  first_row.Add();
  std::vector<std::pair<uint32_t, uint32_t>> changes;  // interval, conjunct
  const auto visit = [&](const Occurrence* first, const Occurrence* last) {
    const uint32_t conjunct = first->conjunct;
    if (last - first == 1) {
      const Course& course = courses[first->predicate];
      if (course.at_first == first->negated) {
        SetBit(first_row[0], conjunct);
      }
      for (const uint32_t interval : course.changes) {
        changes.emplace_back(interval, conjunct);
      }
      return;
    }
    const Walk walk(courses, first, last);
    bool fails = walk.FailsIn(0);
    if (fails) SetBit(first_row[0], conjunct);
    for (const uint32_t interval : walk.changes()) {
      if (walk.FailsIn(interval) == fails) continue;
      fails = !fails;
      changes.emplace_back(interval, conjunct);
    }
  };
  ForEachConjunct(tests, visit);

  // Sorted by interval, by counting.
  std::vector<uint32_t> first(begins_.size() + 2);
  for (const auto& [interval, conjunct] : changes) ++first[interval + 1];
  for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<uint32_t> toggles(changes.size());
  std::vector<uint32_t> next(first.begin(), first.end() - 1);
  for (const auto& [interval, conjunct] : changes) {
    toggles[next[interval]++] = conjunct;
  }
  JoinIntervals(&first, &begins_);
  begins_.shrink_to_fit();
  if (MayBeDense(room)) {
    KeepAllRows(first, toggles, first_row[0]);
  } else {
    // A checkpoint costs as much as the toggles that it spares twice over.
    const size_t spacing = std::max(room.least_changes, words);
    KeepCheckpoints(first, toggles, spacing, first_row[0]);
  }
  rows_.Shrink();
}

bool IntervalRows::MayBeDense(const RowRoom& room) const {
  const size_t intervals = begins_.size() + 1;
  return intervals <= room.few_rows ||
         intervals * rows_.words_per_row() <= room.few_words;
}

void IntervalRows::KeepAllRows(const std::vector<uint32_t>& first,
                               const std::vector<uint32_t>& toggles,
                               uint64_t* row) {
  for (size_t interval = 0; interval + 1 < first.size(); ++interval) {
    for (size_t i = first[interval]; i < first[interval + 1]; ++i) {
      FlipBit(row, toggles[i]);
    }
    rows_.AddCopy(row);
  }
}

void IntervalRows::KeepCheckpoints(const std::vector<uint32_t>& first,
                                   const std::vector<uint32_t>& toggles,
                                   size_t spacing, uint64_t* row) {
  size_t since_checkpoint = 0;
  const size_t intervals = begins_.size() + 1;
  first_toggle_.assign(intervals + 1, 0);
  for (uint32_t interval = 0; interval < intervals; ++interval) {
    const size_t count = first[interval + 1] - first[interval];
    for (size_t i = first[interval]; i < first[interval + 1]; ++i) {
      FlipBit(row, toggles[i]);
    }
    since_checkpoint += count;
    bool keep_toggles = true;
    if (interval == 0 || since_checkpoint >= spacing) {
      // Nobody comes back over many toggles, nor to a neighbour that has a row.
      const bool follows =
          interval > 0 && checkpoints_.back().interval + 1 == interval;
      keep_toggles = count < spacing / 2 && !follows;
      checkpoints_.push_back({interval, keep_toggles});
      rows_.AddCopy(row);
      since_checkpoint = 0;
    }
    if (keep_toggles) {
      toggles_.insert(toggles_.end(), toggles.begin() + first[interval],
                      toggles.begin() + first[interval + 1]);
    }
    first_toggle_[interval + 1] = static_cast<uint32_t>(toggles_.size());
  }
  toggles_.shrink_to_fit();
  checkpoints_.shrink_to_fit();
}

// Without branches, which could not be foretold: halves what is left until few
// are, which are compared at once.
size_t IntervalRows::IntervalOf(int64_t value) const {
  const int64_t* at = begins_.data();
  size_t left = begins_.size();
  while (left > kFewBegins) {
    const size_t half = left / 2;
    at += static_cast<size_t>(at[half - 1] <= value) * half;
    left -= half;
  }
  return static_cast<size_t>(at - begins_.data()) + CountUpTo(value, at, left);
}

const uint64_t* IntervalRows::RowOf(int64_t value, WorkRows* work) const {
  const auto interval = static_cast<uint32_t>(IntervalOf(value));
  if (checkpoints_.empty()) return rows_[interval];
  const auto after =
      std::upper_bound(checkpoints_.begin(), checkpoints_.end(), interval,
                       [](uint32_t wanted, const Checkpoint& checkpoint) {
                         return wanted < checkpoint.interval;
                       });
  const size_t before = after - checkpoints_.begin() - 1;
  const uint32_t from = first_toggle_[checkpoints_[before].interval + 1];
  const uint32_t here = first_toggle_[interval + 1];
  if (from == here) return rows_[before];
  size_t checkpoint = before;
  uint32_t begin = from;
  uint32_t end = here;
  if (after != checkpoints_.end() && after->has_toggles &&
      first_toggle_[after->interval + 1] - here < here - from) {
    checkpoint = before + 1;
    begin = here;
    end = first_toggle_[after->interval + 1];
  }
  uint64_t* const row = work->TakeCopy(rows_[checkpoint]);
  for (uint32_t i = begin; i < end; ++i) FlipBit(row, toggles_[i]);
  return row;
}

void IntervalRows::AddTo(const SubjectView& subject,
                         const ReferenceData& /*reference*/, WorkRows* work,
                         VerdictRows* rows) const {
  const rules::Value& value = subject.value(attribute_.index);
  if (!rules::IsKnown(value)) return missing_.AddTo(rows);
  AddFails(RowOf(NumberOf(value), work), changeable_, rows);
}

size_t IntervalRows::bytes() const {
  return missing_.bytes() + begins_.capacity() * sizeof(int64_t) +
         (first_toggle_.capacity() + toggles_.capacity()) * sizeof(uint32_t) +
         checkpoints_.capacity() * sizeof(Checkpoint) + rows_.bytes();
}

}  // namespace sangam::matching
