// place.within: what lies where is worked out for all tests at once, and once
// for all subjects whose places lie in the same.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "services/matching/columns/coded_truths.h"
#include "services/matching/columns/place_chains.h"
#include "services/matching/columns/place_questions.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

// The tests of one kind against one block after the other.
class TestsOfKind {
 public:
  // With the first class of places, of which nothing is known.
  TestsOfKind(const PlaceQuestionsOfKind& questions, bool wants_unknown)
      : questions_(questions),
        truths_(questions.tests),
        wants_unknown_(wants_unknown) {
    ValueTruths truths(truths_.tests());
    for (size_t i = 0; i < truths_.tests(); ++i) {
      truths.Set(i, Truth::kUnknown);
    }
    codes_.push_back(truths_.CodeOf(truths));
  }

  // Whether the targets that its chain names tell all about a place that
  // matters.
  bool IsSettledBy(const NumberedPlace& place) const {
    if (!wants_unknown_) return true;
    bool is_settled = false;
    place.ForEachLink([&](const NumberedLink& link) {
      is_settled = is_settled || link.kind == questions_.kind;
    });
    return is_settled && questions_.is_settled_by_kind;
  }

  // Adds the next class: it lies in these targets, and may lie in those.
  void AddClass(const std::vector<uint32_t>& within,
                const std::vector<uint32_t>& unknown) {
    codes_.push_back(truths_.CodeOf(TruthsOf(within, unknown)));
  }

  // The same where it does not matter in which other targets it may lie: of
  // many such classes no test or one target's tests know anything.
  void AddSettledClass(const std::vector<uint32_t>& within) {
    uint32_t asked = kNobody;
    for (const uint32_t target : within) {
      if (questions_.tests_of_target[target].empty()) continue;
      if (asked != kNobody) {
        AddClass(within, {});
        return;
      }
      asked = target;
    }
    const auto found = code_of_target_.find(asked);
    if (found != code_of_target_.end()) {
      codes_.push_back(found->second);
      return;
    }
    std::vector<uint32_t> targets;
    if (asked != kNobody) targets.push_back(asked);
    codes_.push_back(truths_.AddCode(TruthsOf(targets, {})));
    code_of_target_.emplace(asked, codes_.back());
  }

  // By the classes of the rows.
  void Spread(const uint32_t* classes, uint32_t rows, PlaneSink& sink) {
    for (uint32_t row = 0; row < rows; ++row) {
      code_of_row_[row] = codes_[classes[row]];
    }
    truths_.Spread(code_of_row_, rows, sink);
  }

  size_t bytes() const {
    return truths_.bytes() + codes_.capacity() * sizeof(uint32_t);
  }

 private:
  static constexpr uint32_t kNobody = ~uint32_t{0};

  ValueTruths TruthsOf(const std::vector<uint32_t>& within,
                       const std::vector<uint32_t>& unknown) const {
    ValueTruths truths(truths_.tests());
    for (const uint32_t test : questions_.open) {
      truths.Set(test, Truth::kUnknown);
    }
    const auto set = [&](const std::vector<uint32_t>& targets, Truth truth) {
      for (const uint32_t target : targets) {
        for (const uint32_t test : questions_.tests_of_target[target]) {
          truths.Set(test, truth);
        }
      }
    };
    set(within, Truth::kTrue);
    set(unknown, Truth::kUnknown);
    // Within one of its targets, nobody asks for the others.
    for (size_t word = 0; word < truths.holds.size(); ++word) {
      truths.unknown[word] &= ~truths.holds[word];
    }
    return truths;
  }

  const PlaceQuestionsOfKind& questions_;
  CodedTruths truths_;
  const bool wants_unknown_;
  absl::flat_hash_map<uint32_t, uint32_t> code_of_target_;
  // By class.
  std::vector<uint32_t> codes_;
  uint32_t code_of_row_[SubjectBlock::kMostRows] = {};
};

// All kinds, and what is known of places: it stays true from one question to
// the next for as long as these are the PlaceQuestions, which outlive it.
class PlacesMet : public TestGroup {
 public:
  PlacesMet(const AttributeInfo& info, const PlaceQuestions& questions,
            const std::vector<bool>& wants_unknown)
      : info_(info), questions_(questions) {
    kinds_.reserve(questions_.kinds().size());
    for (const PlaceQuestionsOfKind& kind : questions_.kinds()) {
      kinds_.emplace_back(kind, wants_unknown[kinds_.size()]);
    }
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    // A place without a name is none.
    if (const auto empty = values.texts().FindText("")) {
      class_of_place_.Of(*empty) = kMissing;
    }
    const auto field = static_cast<uint64_t>(info_.field->number());
    const PackedColumn* column = values.block().rows().Find(field);
    if (column == nullptr) {
      std::fill_n(classes_, values.size(), kMissing);
    } else if (column->form() == PackedColumn::Form::kSparse) {
      FindClasses(values);
    } else {
      FindClasses(*column, values);
    }
    for (TestsOfKind& kind : kinds_) {
      kind.Spread(classes_, values.size(), sink);
    }
  }

  size_t bytes() const override {
    size_t bytes = 0;
    for (const TestsOfKind& kind : kinds_) bytes += kind.bytes();
    return bytes;
  }

 private:
  // The class of those whose place is not known.
  static constexpr uint32_t kMissing = 0;

  // Of what the column has packed, all rows at once.
  void FindClasses(const PackedColumn& column, const BlockValues& values) {
    const bool may_lack = class_of_place_.FindAll(column, classes_);
    ForEachRow(values.all() - values.PresenceOf(column),
               [this](uint32_t row) { classes_[row] = kMissing; });
    if (!may_lack) return;
    FindRest(values, [&column](uint32_t row) { return column.ValueAt(row); });
  }

  void FindClasses(BlockValues& values) {
    values.Load(info_, &numbers_);
    std::fill_n(classes_, values.size(), kMissing);
    ForEachRow(numbers_.present,
               [this](uint32_t row) { classes_[row] = NumberByKey::kNone; });
    FindRest(values, [this](uint32_t row) { return numbers_.values[row]; });
  }

  // Of the rows whose class is kNone; the places that are new are located
  // together.
  template <typename PlaceOf>
  void FindRest(const BlockValues& values, const PlaceOf& place_of) {
    new_places_.clear();
    for (uint32_t row = 0; row < values.size(); ++row) {
      if (classes_[row] != NumberByKey::kNone) continue;
      const int64_t place = place_of(row);
      uint32_t& known = class_of_place_.Of(place);
      if (known != NumberByKey::kNone) continue;
      // Until all of them are located, so that it is located once.
      known = kMissing;
      new_places_.push_back(static_cast<uint32_t>(place));
    }
    const std::vector<NumberedPlace> located = questions_.chains().Locate(
        new_places_, values.texts(), values.basis().reference.places);
    for (size_t i = 0; i < located.size(); ++i) {
      class_of_place_.Of(new_places_[i]) = ClassOf(located[i]);
    }
    for (uint32_t row = 0; row < values.size(); ++row) {
      if (classes_[row] != NumberByKey::kNone) continue;
      classes_[row] = class_of_place_.Of(place_of(row));
    }
  }

  // Places of one kind in the same are in one class, unless tests name them.
  uint32_t ClassOf(const NumberedPlace& place) {
    if (questions_.targets().Names(place)) return NewClass(place);
    uint32_t& known = class_of_above_.Of(place.above->number);
    if (known == NumberByKey::kNone) known = NewClass(place);
    return known;
  }

  uint32_t NewClass(const NumberedPlace& place) {
    const PlaceTargets& targets = questions_.targets();
    targets.FindNamed(place, &named_);
    bool is_located = false;
    within_.clear();
    unknown_.clear();
    for (TestsOfKind& kind : kinds_) {
      if (kind.IsSettledBy(place)) {
        kind.AddSettledClass(named_);
        continue;
      }
      if (!is_located) {
        targets.Locate(
            place, [this](uint32_t target) { within_.push_back(target); },
            [this](uint32_t target) { unknown_.push_back(target); });
        is_located = true;
      }
      kind.AddClass(within_, unknown_);
    }
    return classes_made_++;
  }

  const AttributeInfo& info_;
  const PlaceQuestions& questions_;
  std::vector<TestsOfKind> kinds_;
  RowNumbers numbers_;
  // Classes by the numbers of names, and of what lies above.
  NumberByKey class_of_place_;
  NumberByKey class_of_above_;
  uint32_t classes_made_ = kMissing + 1;
  std::vector<uint32_t> new_places_;
  std::vector<uint32_t> named_;
  std::vector<uint32_t> within_;
  std::vector<uint32_t> unknown_;
  uint32_t classes_[SubjectBlock::kMostRows] = {};
};

// Goes on from what another has met, and leaves it to the next.
class PlaceTests : public TestGroup {
 public:
  PlaceTests(const AttributeInfo& info,
             std::shared_ptr<const PlaceQuestions> questions)
      : info_(info), questions_(std::move(questions)) {}

  ~PlaceTests() override {
    if (met_ != nullptr) questions_->KeepGroup(wants_unknown_, std::move(met_));
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    if (met_ == nullptr) Begin(sink);
    met_->Fill(values, sink);
  }

 private:
  void Begin(const PlaneSink& sink) {
    for (const PlaceQuestionsOfKind& kind : questions_->kinds()) {
      wants_unknown_.push_back(std::any_of(
          kind.tests.begin(), kind.tests.end(),
          [&sink](uint32_t test) { return sink.WantsUnknown(test); }));
    }
    met_ = questions_->TakeGroup(wants_unknown_);
    if (met_ != nullptr) return;
    met_ = std::make_unique<PlacesMet>(info_, *questions_, wants_unknown_);
  }

  const AttributeInfo& info_;
  const std::shared_ptr<const PlaceQuestions> questions_;
  std::vector<bool> wants_unknown_;
  std::unique_ptr<TestGroup> met_;
};

}  // namespace

std::unique_ptr<TestGroup> MakePlaceTests(
    const AttributeInfo& info,
    std::shared_ptr<const PlaceQuestions> questions) {
  return std::make_unique<PlaceTests>(info, std::move(questions));
}

}  // namespace sangam::matching
