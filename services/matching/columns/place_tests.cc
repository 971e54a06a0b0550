// place.within: what lies where is worked out for all tests at once, and once
// for all subjects whose places lie in the same.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "services/matching/columns/coded_truths.h"
#include "services/matching/columns/place_chains.h"
#include "services/matching/columns/place_targets.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

using type::v1::PlaceKind;

// True within any of its targets; else unknown where any target is, and
// everywhere if there may be more targets than are known.
struct PlaceTest {
  uint32_t test = 0;
  std::vector<uint32_t> targets;
  bool is_open = false;
};

// Tests whose targets are of one kind. Apart from the others, as tests of
// states tell few places from each other, and that makes them cheap.
class TestsOfKind {
 public:
  TestsOfKind(const std::vector<PlaceTest>& tests, size_t targets)
      : truths_(NumbersOf(tests)), tests_of_target_(targets) {
    for (uint32_t i = 0; i < tests.size(); ++i) {
      if (tests[i].is_open) open_.push_back(i);
      for (uint32_t target : tests[i].targets) {
        tests_of_target_[target].push_back(i);
      }
    }
  }

  // The tests that hold within a target, by their place here.
  const std::vector<uint32_t>& TestsOf(uint32_t target) const {
    return tests_of_target_[target];
  }
  const std::vector<uint32_t>& open() const { return open_; }
  size_t tests() const { return truths_.tests(); }

  // Adds the next class of places, by what the tests say of it.
  void AddClass(const ValueTruths& truths) {
    codes_.push_back(truths_.CodeOf(truths));
  }
  // By the classes of the rows.
  void Spread(const uint32_t* classes, uint32_t rows, PlaneSink& sink) {
    for (uint32_t row = 0; row < rows; ++row) {
      code_of_row_[row] = codes_[classes[row]];
    }
    truths_.Spread(code_of_row_, rows, sink);
  }

 private:
  static std::vector<uint32_t> NumbersOf(const std::vector<PlaceTest>& tests) {
    std::vector<uint32_t> numbers;
    for (const PlaceTest& test : tests) numbers.push_back(test.test);
    return numbers;
  }

  CodedTruths truths_;
  std::vector<std::vector<uint32_t>> tests_of_target_;
  std::vector<uint32_t> open_;
  // By class.
  std::vector<uint32_t> codes_;
  uint32_t code_of_row_[SubjectBlock::kMostRows] = {};
};

class PlaceTests : public TestGroup {
 public:
  PlaceTests(const std::vector<PlanTest>& tests, std::vector<uint32_t> members,
             const ReverseBasis& basis)
      : info_(*tests[members.front()].predicate->attribute) {
    std::vector<PlaceTest> all;
    for (uint32_t test : members) {
      all.push_back(TargetsOf(test, tests[test].predicate->names, basis));
    }
    targets_.Finish(basis.reference.places);
    std::map<PlaceKind, std::vector<PlaceTest>> by_kind;
    for (PlaceTest& test : all) {
      by_kind[KindOf(test)].push_back(std::move(test));
    }
    kinds_.reserve(by_kind.size());
    for (const auto& [kind, of_kind] : by_kind) {
      kinds_.emplace_back(of_kind, targets_.size());
    }
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    if (chains_ == nullptr) {
      chains_ = values.view().places()->Of(values.basis().reference.places);
      AddMissing();
    }
    values.Load(info_, &numbers_);
    std::fill_n(classes_, values.size(), kMissing);
    ForEachRow(numbers_.present, [&](uint32_t row) {
      uint32_t& known = class_of_place_.Of(numbers_.values[row]);
      if (known == NumberByKey::kNone) {
        known = ClassOf(static_cast<uint32_t>(numbers_.values[row]), values);
      }
      classes_[row] = known;
    });
    for (TestsOfKind& kind : kinds_) {
      kind.Spread(classes_, values.size(), sink);
    }
  }

 private:
  // The class of those whose place is not known.
  static constexpr uint32_t kMissing = 0;

  PlaceTest TargetsOf(uint32_t number, const std::vector<std::string>& names,
                      const ReverseBasis& basis) {
    PlaceTest test;
    test.test = number;
    for (const std::string& name : names) {
      if (!absl::StartsWith(name, "placeSets/")) {
        test.targets.push_back(targets_.Add(name));
        continue;
      }
      const auto set = basis.reference.dated.PlaceSet(name, basis.as_of);
      test.is_open = test.is_open || !set || set->incomplete;
      if (!set) continue;
      for (const std::string& place : set->places) {
        test.targets.push_back(targets_.Add(place));
      }
    }
    return test;
  }

  // UNSPECIFIED if it is not the same for all.
  PlaceKind KindOf(const PlaceTest& test) const {
    if (test.targets.empty()) return type::v1::PLACE_KIND_UNSPECIFIED;
    const PlaceKind kind = targets_.KindOf(test.targets.front());
    const bool same = std::all_of(
        test.targets.begin(), test.targets.end(),
        [&](uint32_t target) { return targets_.KindOf(target) == kind; });
    return same ? kind : type::v1::PLACE_KIND_UNSPECIFIED;
  }

  void AddMissing() {
    for (TestsOfKind& kind : kinds_) {
      ValueTruths truths(kind.tests());
      for (size_t i = 0; i < kind.tests(); ++i) {
        truths.Set(i, Truth::kUnknown);
      }
      kind.AddClass(truths);
    }
    ++classes_made_;
  }

  // Places of one kind in the same are in one class, unless tests name them.
  uint32_t ClassOf(uint32_t place, const BlockValues& values) {
    const std::string name(values.texts().TextOf(place));
    if (targets_.Names(name)) return NewClass(name, values);
    chains_->Locate({place}, values.texts(), values.basis().reference.places,
                    &above_);
    uint32_t& known = class_of_above_.Of(above_.front());
    if (known == NumberByKey::kNone) known = NewClass(name, values);
    return known;
  }

  uint32_t NewClass(const std::string& place, const BlockValues& values) {
    PlaceChain chain = values.ChainOf(place);
    if (chain.empty()) {
      chain.links.push_back({place, type::v1::PLACE_KIND_UNSPECIFIED});
    }
    std::vector<ValueTruths> truths;
    for (TestsOfKind& kind : kinds_) {
      truths.emplace_back(kind.tests());
      for (uint32_t test : kind.open()) {
        truths.back().Set(test, Truth::kUnknown);
      }
    }
    const auto set = [&](Truth truth) {
      return [this, &truths, truth](uint32_t target) {
        for (size_t i = 0; i < kinds_.size(); ++i) {
          for (uint32_t test : kinds_[i].TestsOf(target)) {
            truths[i].Set(test, truth);
          }
        }
      };
    };
    targets_.Locate(chain, set(Truth::kTrue), set(Truth::kUnknown));
    for (size_t i = 0; i < kinds_.size(); ++i) {
      // Within one of its targets, nobody asks for the others.
      for (size_t word = 0; word < truths[i].holds.size(); ++word) {
        truths[i].unknown[word] &= ~truths[i].holds[word];
      }
      kinds_[i].AddClass(truths[i]);
    }
    return classes_made_++;
  }

  const AttributeInfo& info_;
  PlaceTargets targets_;
  std::vector<TestsOfKind> kinds_;
  std::shared_ptr<PlaceChains> chains_;
  RowNumbers numbers_;
  // Classes by the numbers of names, and of what lies above.
  NumberByKey class_of_place_;
  NumberByKey class_of_above_;
  uint32_t classes_made_ = 0;
  std::vector<uint32_t> above_;
  uint32_t classes_[SubjectBlock::kMostRows] = {};
};

}  // namespace

std::unique_ptr<TestGroup> MakePlaceTests(const std::vector<PlanTest>& tests,
                                          std::vector<uint32_t> members,
                                          const ReverseBasis& basis) {
  return std::make_unique<PlaceTests>(tests, std::move(members), basis);
}

}  // namespace sangam::matching
