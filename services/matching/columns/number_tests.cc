// Numbers and dates. Few limits are compared with all rows; for many the rows
// are put in the order of their values once, and each limit is a place there.
#include <algorithm>
#include <limits>
#include <utility>

#include "common/rules/distance.h"
#include "services/matching/columns/compared_numbers.h"
#include "services/matching/columns/plane_kernels.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

using rules::Comparison;
using rules::Predicate;
using rules::Value;

struct NumberTest {
  uint32_t test = 0;
  Comparison comparison = Comparison::kEqual;
  int64_t limit = 0;
  bool counts_months = false;
};

struct ValueOfRow {
  int64_t value = 0;
  uint32_t row = 0;
};

// False where the test is unknown of everybody.
bool LimitOf(const Predicate& predicate, const ReverseBasis& basis,
             int64_t* limit) {
  const Value value =
      predicate.parameter.empty()
          ? predicate.values.front()
          : basis.reference.dated.Parameter(predicate.parameter, basis.as_of);
  const bool is_date =
      predicate.attribute->type == scheme_catalog::v1::ATTRIBUTE_TYPE_DATE;
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    *limit = *number;
    return !is_date;
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    *limit = DayNumber(*day);
    return is_date;
  }
  return false;
}

// Whether a failed comparison fails by too many months; see DistanceTo.
bool IsBarred(Comparison wanted, int64_t limit, int64_t actual) {
  __int128 target = limit;
  switch (wanted) {
    case Comparison::kLess:
      --target;
      break;
    case Comparison::kLessOrEqual:
    case Comparison::kEqual:
      break;
    default:
      return false;
  }
  const __int128 too_many = actual - target;
  // What no int64 holds has no distance.
  return too_many > 0 && too_many <= std::numeric_limits<int64_t>::max();
}

class NumberTests : public TestGroup {
 public:
  NumberTests(const std::vector<PlanTest>& tests, std::vector<uint32_t> members,
              const ReverseBasis& basis)
      : info_(*tests[members.front()].predicate->attribute) {
    for (uint32_t test : members) {
      const Predicate& predicate = *tests[test].predicate;
      if (predicate.kind == Predicate::Kind::kHas) {
        has_.push_back(test);
        continue;
      }
      NumberTest made;
      made.test = test;
      made.comparison = predicate.comparison;
      made.counts_months = tests[test].counts_months;
      if (LimitOf(predicate, basis, &made.limit)) {
        tests_.push_back(made);
      } else {
        undecided_.push_back(test);
      }
    }
    std::sort(tests_.begin(), tests_.end(),
              [](const NumberTest& a, const NumberTest& b) {
                return a.limit < b.limit;
              });
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    const bool compares = Load(values, sink.WantsBarred());
    const BitPlane& present = numbers_.present;
    for (uint32_t test : has_) {
      sink.Holds(test) = present;
      sink.Finish(test, true, nullptr, nullptr);
    }
    for (uint32_t test : undecided_) {
      sink.Holds(test) = BitPlane();
      sink.Finish(test, false, &values.all(), nullptr);
    }
    missing_ = values.all() - present;
    if (sink.WantsBarred()) greatest_ = Greatest();
    if (present.IsZero()) {
      for (const NumberTest& test : tests_) {
        sink.Holds(test.test) = BitPlane();
        sink.Finish(test.test, false, &missing_, nullptr);
      }
    } else if (compares) {
      Compare(sink);
    } else {
      WalkInOrder(sink);
    }
  }

 private:
  // For more limits than this, putting the rows in order pays; the narrower
  // the numbers are, the more are compared at once.
  bool Pays(int bits) const {
    constexpr size_t kMostBits = 250 * 32;
    return tests_.size() * static_cast<size_t>(bits) <= kMostBits;
  }

  // Loads the numbers into what is fastest; whether that is compared_.
  bool Load(BlockValues& values, bool wants_each) {
    const PackedColumn* column = values.PlainColumnOf(info_);
    if (!wants_each && column != nullptr && Pays(column->bits())) {
      numbers_.present = values.PresenceOf(*column);
      compared_.Refer(*column, tests_.size());
      return true;
    }
    values.Load(info_, &numbers_);
    if (tests_.empty() || numbers_.present.IsZero()) return true;
    compared_.Set(numbers_.values, values.size());
    return Pays(compared_.bits());
  }

  // Compares all rows with each limit.
  void Compare(PlaneSink& sink) {
    BitPlane less;
    BitPlane at_most;
    for (const NumberTest& test : tests_) {
      switch (test.comparison) {
        case Comparison::kLess:
        case Comparison::kGreaterOrEqual:
          compared_.Less(test.limit, &less);
          break;
        case Comparison::kLessOrEqual:
        case Comparison::kGreater:
          compared_.AtMost(test.limit, &at_most);
          break;
        default:
          compared_.Less(test.limit, &less);
          compared_.AtMost(test.limit, &at_most);
      }
      Put(test, less, at_most, sink);
    }
  }

  // Goes through rows and limits in the order of their numbers.
  void WalkInOrder(PlaneSink& sink) {
    Sort();
    BitPlane less;
    BitPlane at_most;
    size_t at = 0;
    for (size_t i = 0; i < tests_.size(); ++i) {
      const int64_t limit = tests_[i].limit;
      if (i == 0 || tests_[i - 1].limit != limit) {
        for (; at < sorted_.size() && sorted_[at].value < limit; ++at) {
          at_most.Set(sorted_[at].row);
        }
        less = at_most;
        for (; at < sorted_.size() && sorted_[at].value == limit; ++at) {
          at_most.Set(sorted_[at].row);
        }
      }
      Put(tests_[i], less, at_most, sink);
    }
  }

  void Sort() {
    sorted_.clear();
    ForEachRow(numbers_.present, [this](uint32_t row) {
      sorted_.push_back({numbers_.values[row], row});
    });
    std::sort(sorted_.begin(), sorted_.end(),
              [](const ValueOfRow& a, const ValueOfRow& b) {
                return a.value < b.value;
              });
  }

  // `less` and `at_most` are right where the comparison asks for them.
  void Put(const NumberTest& test, const BitPlane& less,
           const BitPlane& at_most, PlaneSink& sink) const {
    const BitPlane& present = numbers_.present;
    BitPlane& holds = sink.Holds(test.test);
    bool any = false;
    switch (test.comparison) {
      case Comparison::kLess:
        any = Keep(present, less, true, &holds);
        break;
      case Comparison::kLessOrEqual:
        any = Keep(present, at_most, true, &holds);
        break;
      case Comparison::kGreater:
        any = Keep(present, at_most, false, &holds);
        break;
      case Comparison::kGreaterOrEqual:
        any = Keep(present, less, false, &holds);
        break;
      case Comparison::kEqual:
        any = Keep(present, at_most - less, true, &holds);
        break;
      case Comparison::kNotEqual:
        any = Keep(present, at_most - less, false, &holds);
        break;
    }
    if (!test.counts_months || !sink.WantsBarred()) {
      sink.Finish(test.test, any, &missing_, nullptr);
      return;
    }
    BarredPlanes barred;
    for (const bool negated : {false, true}) {
      BitPlane& rows = barred.barred[negated ? 1 : 0];
      const Comparison wanted = rules::Wanted(test.comparison, negated);
      if (!HasDistances(test.limit)) {
        ForEachRow(present, [&](uint32_t row) {
          if (IsBarred(wanted, test.limit, numbers_.values[row])) rows.Set(row);
        });
      } else if (wanted == Comparison::kLess) {
        rows = present - less;
      } else if (wanted == Comparison::kLessOrEqual ||
                 wanted == Comparison::kEqual) {
        rows = present - at_most;
      }
    }
    sink.Finish(test.test, any, &missing_, &barred);
  }

  // Whether an int64 holds how far beyond the limit, or beyond what is less by
  // one, any row is: whoever is beyond it is barred then.
  bool HasDistances(int64_t limit) const {
    return static_cast<__int128>(greatest_) - limit <
           std::numeric_limits<int64_t>::max();
  }

  // Of the rows that have a number.
  int64_t Greatest() const {
    int64_t greatest = std::numeric_limits<int64_t>::min();
    ForEachRow(numbers_.present, [&](uint32_t row) {
      greatest = std::max(greatest, numbers_.values[row]);
    });
    return greatest;
  }

  const AttributeInfo& info_;
  // By limit.
  std::vector<NumberTest> tests_;
  std::vector<uint32_t> has_;
  std::vector<uint32_t> undecided_;
  RowNumbers numbers_;
  // Where it is asked what is barred.
  int64_t greatest_ = 0;
  BitPlane missing_;
  ComparedNumbers compared_;
  std::vector<ValueOfRow> sorted_;
};

}  // namespace

std::unique_ptr<TestGroup> MakeNumberTests(const std::vector<PlanTest>& tests,
                                           std::vector<uint32_t> members,
                                           const ReverseBasis& basis) {
  return std::make_unique<NumberTests>(tests, std::move(members), basis);
}

}  // namespace sangam::matching
