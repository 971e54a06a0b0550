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
  explicit TestsOfKind(const PlaceQuestionsOfKind& questions)
      : questions_(questions), truths_(questions.tests) {}

  // Adds the next class of places, where nothing is known of them.
  void AddUnknown() {
    ValueTruths truths(truths_.tests());
    for (size_t i = 0; i < truths_.tests(); ++i) {
      truths.Set(i, Truth::kUnknown);
    }
    codes_.push_back(truths_.CodeOf(truths));
  }

  // Whether the places that a chain names tell all about it.
  bool IsSettledBy(const PlaceChain& chain) const {
    return questions_.is_settled_by_kind &&
           std::any_of(chain.links.begin(), chain.links.end(),
                       [this](const PlaceLink& link) {
                         return link.kind == questions_.kind;
                       });
  }

  // Adds the next class: it lies in these targets, and may lie in those.
  void AddClass(const std::vector<uint32_t>& within,
                const std::vector<uint32_t>& unknown) {
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
    codes_.push_back(truths_.CodeOf(truths));
  }

  // The same where it surely lies in no other target: of many such classes no
  // test or one target's tests know anything.
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
    AddClass(within, {});
    code_of_target_.emplace(asked, codes_.back());
  }

  // By the classes of the rows.
  void Spread(const uint32_t* classes, uint32_t rows, PlaneSink& sink) {
    for (uint32_t row = 0; row < rows; ++row) {
      code_of_row_[row] = codes_[classes[row]];
    }
    truths_.Spread(code_of_row_, rows, sink);
  }

 private:
  static constexpr uint32_t kNobody = ~uint32_t{0};

  const PlaceQuestionsOfKind& questions_;
  CodedTruths truths_;
  absl::flat_hash_map<uint32_t, uint32_t> code_of_target_;
  // By class.
  std::vector<uint32_t> codes_;
  uint32_t code_of_row_[SubjectBlock::kMostRows] = {};
};

class PlaceTests : public TestGroup {
 public:
  PlaceTests(const AttributeInfo& info,
             std::shared_ptr<const PlaceQuestions> questions)
      : info_(info), questions_(std::move(questions)) {
    kinds_.reserve(questions_->kinds().size());
    for (const PlaceQuestionsOfKind& kind : questions_->kinds()) {
      kinds_.emplace_back(kind);
    }
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    if (chains_ == nullptr) Begin(values);
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

 private:
  // The class of those whose place is not known.
  static constexpr uint32_t kMissing = 0;

  void Begin(const BlockValues& values) {
    chains_ = values.view().places()->Of(values.basis().reference.places);
    for (TestsOfKind& kind : kinds_) kind.AddUnknown();
    ++classes_made_;
    // A place without a name is none.
    if (const auto empty = values.texts().FindText("")) {
      class_of_place_.Of(*empty) = kMissing;
    }
  }

  // Of what the column has packed, all rows at once.
  void FindClasses(const PackedColumn& column, const BlockValues& values) {
    const bool may_lack = class_of_place_.FindAll(column, classes_);
    ForEachRow(values.all() - values.PresenceOf(column),
               [this](uint32_t row) { classes_[row] = kMissing; });
    if (!may_lack) return;
    for (uint32_t row = 0; row < values.size(); ++row) {
      if (classes_[row] != NumberByKey::kNone) continue;
      classes_[row] = ClassOf(column.ValueAt(row), values);
    }
  }

  void FindClasses(BlockValues& values) {
    values.Load(info_, &numbers_);
    std::fill_n(classes_, values.size(), kMissing);
    ForEachRow(numbers_.present, [&](uint32_t row) {
      classes_[row] = ClassOf(numbers_.values[row], values);
    });
  }

  uint32_t ClassOf(int64_t place, const BlockValues& values) {
    uint32_t& known = class_of_place_.Of(place);
    if (known == NumberByKey::kNone) {
      known = FindClass(static_cast<uint32_t>(place), values);
    }
    return known;
  }

  // Places of one kind in the same are in one class, unless tests name them.
  uint32_t FindClass(uint32_t place, const BlockValues& values) {
    const std::string name(values.texts().TextOf(place));
    if (questions_->targets().Names(name)) return NewClass(name, values);
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
    const PlaceTargets& targets = questions_->targets();
    const std::vector<uint32_t> named = targets.NamedBy(chain);
    bool is_located = false;
    std::vector<uint32_t> within;
    std::vector<uint32_t> unknown;
    for (TestsOfKind& kind : kinds_) {
      if (kind.IsSettledBy(chain)) {
        kind.AddSettledClass(named);
        continue;
      }
      if (!is_located) {
        targets.Locate(
            chain, [&](uint32_t target) { within.push_back(target); },
            [&](uint32_t target) { unknown.push_back(target); });
        is_located = true;
      }
      kind.AddClass(within, unknown);
    }
    return classes_made_++;
  }

  const AttributeInfo& info_;
  const std::shared_ptr<const PlaceQuestions> questions_;
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

std::unique_ptr<TestGroup> MakePlaceTests(
    const AttributeInfo& info,
    std::shared_ptr<const PlaceQuestions> questions) {
  return std::make_unique<PlaceTests>(info, std::move(questions));
}

}  // namespace sangam::matching
