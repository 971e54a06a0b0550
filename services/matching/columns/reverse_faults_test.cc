// Reverse columns with a fault, to see that comparing them finds it; more such
// are in reverse_evaluator_test.cc.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/matching/columns/block_evaluation.h"
#include "services/matching/columns/random_registry.h"
#include "services/matching/columns/reverse_plan.h"

namespace sangam::matching {
namespace {

// Past either end of all numbers it goes on from the other one.
int64_t Shifted(int64_t number, int64_t by) {
  return static_cast<int64_t>(static_cast<uint64_t>(number) +
                              static_cast<uint64_t>(by));
}

using type::v1::Profile;
using Parts = ReversePlan::Parts;

class ReverseFaultsTest : public testing::Test {
 protected:
  ReverseFaultsTest() {
    for (const char* expression :
         {"members >= 11 && women_owned",
          "members < 12 && subject.kind in ['SHG', 'CLF']",
          "annual_turnover_paise > 9 && !panchasutra_followed",
          "place.within('places/lgd-state-1') && members >= 10",
          "!place.within('places/lgd-district-10')",
          "'COIR' in sectors || legal_form == 'TRUST'",
          "received('schemes/a') || members == 12", "looms >= 10",
          "age_months < 40", "!received('schemes/b')",
          "poor_members * 2 > members"}) {
      scheme_catalog::v1::SchemeVersion version;
      version.add_conditions()->set_expression(expression);
      versions_.push_back(CompileVersion(version, rules::SampleDictionary()));
      EXPECT_EQ(versions_.back()->defect, "") << expression;
      pointers_.push_back(versions_.back().get());
    }
    registry_.List(400);
  }

  std::shared_ptr<const ReversePlan> Plan() const {
    return ReversePlan::Build(pointers_, rules::SampleDictionary());
  }
  std::string Difference(const std::shared_ptr<const ReversePlan>& plan,
                         const std::shared_ptr<const ColumnsView>& view,
                         const PlaceDirectory& places) const {
    int64_t pairs = 0;
    return FirstDifference(registry_.profiles(), view, plan, pointers_,
                           rules::SampleDictionary(),
                           {absl::CivilDay(2024, 4, 1),
                            ReferenceData(places, rules::SampleReferences())},
                           &pairs);
  }
  // Whether it is seen that a plan was changed.
  template <typename Change>
  bool IsSeen(const Change& change) {
    const auto plan = Plan();
    // Nobody else has it, and it was not made as a constant.
    change(const_cast<Parts&>(plan->parts()));
    return !Difference(plan, registry_.columns().view(), places_).empty();
  }
  bool IsSeenIn(const std::shared_ptr<const ColumnsView>& view) const {
    return !Difference(Plan(), view, places_).empty();
  }

  // A plane for each version; the registry has one block.
  std::vector<BitPlane> EligibleByReference(const ReverseBasis& basis) {
    std::vector<BitPlane> planes(pointers_.size());
    uint32_t row = 0;
    for (const auto& [name, profile] : registry_.profiles()) {
      const PlaceChain chain =
          places_.ChainOf(profile.place()).value_or(PlaceChain());
      const SubjectView subject(profile, chain, basis.as_of,
                                rules::SampleDictionary(),
                                &basis.reference.dated, &places_);
      for (size_t i = 0; i < pointers_.size(); ++i) {
        if (Decide(*pointers_[i], subject, basis.reference).verdict ==
            v1::VERDICT_ELIGIBLE) {
          planes[i].Set(row);
        }
      }
      ++row;
    }
    return planes;
  }

  // The view with another column in the place of one of its only block.
  std::shared_ptr<const ColumnsView> With(size_t at, PackedColumn column) {
    const auto view = registry_.columns().view();
    EXPECT_EQ(view->block_count(), 1u);
    const SubjectBlock& block = view->block(0);
    std::vector<PackedColumn> columns = block.rows().columns();
    columns[at] = std::move(column);
    RowSet rows;
    EXPECT_TRUE(RowSet::FromParts(
        block.size(), std::move(columns), block.rows().receipts(),
        block.rows().children() == nullptr
            ? nullptr
            : std::make_shared<RowSet>(*block.rows().children()),
        &rows));
    return std::make_shared<const ColumnsView>(
        view->token(), view->shared_texts(),
        SubjectBlocks{
            std::make_shared<const SubjectBlock>(block.names(), rows)});
  }
  const std::vector<PackedColumn>& Columns() {
    return registry_.columns().view()->block(0).rows().columns();
  }
  size_t PlaceOf(uint64_t key) {
    const auto& columns = Columns();
    const auto found = std::find_if(
        columns.begin(), columns.end(),
        [key](const PackedColumn& column) { return column.key() == key; });
    EXPECT_NE(found, columns.end()) << key;
    return static_cast<size_t>(found - columns.begin());
  }

  RandomRegistry registry_{23};
  const rules::SamplePlaces places_;
  std::vector<std::shared_ptr<const CompiledVersion>> versions_;
  std::vector<const CompiledVersion*> pointers_;
};

TEST_F(ReverseFaultsTest, WithoutFaultTheyAgree) {
  EXPECT_FALSE(IsSeen([](Parts&) {}));
}

TEST_F(ReverseFaultsTest, ADroppedTestIsSeenInEveryFormula) {
  const size_t formulas = Plan()->parts().formulas.size();
  ASSERT_EQ(formulas, versions_.size());
  int dropped = 0;
  for (size_t i = 0; i < formulas; ++i) {
    for (uint32_t test = 0; test < Plan()->parts().formulas[i].common; ++test) {
      EXPECT_TRUE(IsSeen([&](Parts& plan) {
        size_t first = 0;
        for (size_t k = 0; k < i; ++k) first += plan.formulas[k].operands;
        plan.operands.erase(plan.operands.begin() +
                            static_cast<std::ptrdiff_t>(first + test));
        --plan.formulas[i].common;
        --plan.formulas[i].operands;
        plan.formulas[i].gate = PlanFormula::kNoGate;
      })) << "formula "
          << i << ", test " << test;
      ++dropped;
    }
  }
  EXPECT_GT(dropped, 10);
}

TEST_F(ReverseFaultsTest, AThresholdTakenForAnotherIsSeen) {
  // members >= 11 and members >= 10.
  EXPECT_TRUE(IsSeen([](Parts& plan) {
    PlanTest* first = nullptr;
    for (PlanTest& test : plan.tests) {
      if (test.kind != TestKind::kNumber ||
          test.predicate->attribute->name != "members" ||
          test.predicate->comparison != rules::Comparison::kGreaterOrEqual) {
        continue;
      }
      if (first == nullptr) {
        first = &test;
      } else {
        test.predicate = first->predicate;
      }
    }
    ASSERT_NE(first, nullptr);
  }));
}

TEST_F(ReverseFaultsTest, ATestTakenForItsNegationIsSeen) {
  const size_t tests = Plan()->parts().tests.size();
  for (size_t i = 0; i < tests; ++i) {
    EXPECT_TRUE(IsSeen([i](Parts& plan) {
      std::swap(plan.tests[i].slots[0], plan.tests[i].slots[1]);
    })) << i;
  }
}

// What holds for nobody is not worked out any further.
TEST_F(ReverseFaultsTest, AGateOfAnotherVersionIsSeen) {
  EXPECT_TRUE(IsSeen([](Parts& plan) {
    // Where the first's gate holds for nobody, the others are passed over.
    for (PlanFormula& formula : plan.formulas) {
      formula.gate = static_cast<uint32_t>(plan.literals.size());
    }
    plan.literals.push_back(plan.literals.front());
  }));
}

TEST_F(ReverseFaultsTest, NearMissesOfTheWrongTestsAreSeen) {
  EXPECT_TRUE(IsSeen([](Parts& plan) {
    for (PlanVersion& version : plan.versions) {
      for (PlanConjunct& conjunct : version.conjuncts) {
        conjunct.may_be_near = false;
      }
    }
  }));
}

// Once all tests of a block are worked out.
TEST_F(ReverseFaultsTest, AFlippedBitOfAComputedPlaneIsSeen) {
  const auto plan = Plan();
  const auto view = registry_.columns().view();
  const ReverseBasis basis = {absl::CivilDay(2024, 4, 1),
                              {places_, rules::SampleReferences()}};
  BlockEvaluation evaluation(plan->parts(), *view, basis,
                             SharedTests(plan->parts(), *view, basis),
                             ReverseDetail::kEligible);
  evaluation.Open(view->block(0));
  const std::vector<BitPlane> wanted = EligibleByReference(basis);
  const auto agree = [&] {
    BlockPlanes verdicts;
    evaluation.Evaluate(evaluation.values().all(), &verdicts);
    return std::equal(wanted.begin(), wanted.end(), verdicts.eligible.begin(),
                      [](const BitPlane& a, const BitPlane& b) {
                        return (a - b).IsZero() && (b - a).IsZero();
                      });
  };
  EXPECT_TRUE(agree());
  int flipped = 0;
  for (uint32_t test = 0; test < plan->parts().tests.size(); ++test) {
    // Each is all that some version asks.
    if (plan->parts().tests[test].kind != TestKind::kComputed) continue;
    for (uint32_t row = 0; row < view->block(0).size(); ++row, ++flipped) {
      uint64_t& word = evaluation.Holds(test).words[row / 64];
      word ^= uint64_t{1} << row % 64;
      EXPECT_FALSE(agree()) << "test " << test << ", row " << row;
      word ^= uint64_t{1} << row % 64;
    }
  }
  EXPECT_GE(flipped, 400);
  EXPECT_TRUE(agree());
}

// By its least number and its width a column answers without looking.
TEST_F(ReverseFaultsTest, AColumnWithStaleBoundsIsSeen) {
  for (const uint64_t key : {Profile::kMembersFieldNumber,
                             Profile::kAnnualTurnoverPaiseFieldNumber}) {
    const size_t at = PlaceOf(key);
    const PackedColumn& column = Columns()[at];
    for (const int64_t by : {-1, 1}) {
      PackedColumn shifted;
      ASSERT_TRUE(PackedColumn::FromParts(
          key, column.rows(), column.count(), column.form(), column.bits(),
          Shifted(column.base(), by), column.scale(), column.words(),
          &shifted));
      EXPECT_TRUE(IsSeenIn(With(at, shifted))) << key << " by " << by;
    }
  }
}

TEST_F(ReverseFaultsTest, ARowMissingFromAPlaneOfPresenceIsSeen) {
  int planes = 0;
  for (const uint64_t key :
       {Profile::kMembersFieldNumber, Profile::kWomenOwnedFieldNumber,
        Profile::kPlaceFieldNumber, Profile::kSectorsFieldNumber,
        Profile::kLegalFormFieldNumber}) {
    const size_t at = PlaceOf(key);
    const PackedColumn& column = Columns()[at];
    // Few rows are listed instead.
    if (column.form() != PackedColumn::Form::kBitmap) continue;
    ++planes;
    bool is_seen = false;
    for (uint32_t row = 0; row < column.rows() && !is_seen; ++row) {
      std::vector<uint64_t> words = column.words();
      const uint64_t bit = uint64_t{1} << row % 64;
      if ((words[row / 64] & bit) == 0) continue;
      words[row / 64] ^= bit;
      PackedColumn spoilt;
      ASSERT_TRUE(PackedColumn::FromParts(
          key, column.rows(), column.count() - 1, column.form(), column.bits(),
          column.base(), column.scale(), words, &spoilt));
      is_seen = IsSeenIn(With(at, spoilt));
    }
    EXPECT_TRUE(is_seen) << key;
  }
  EXPECT_GE(planes, 3);
}

TEST_F(ReverseFaultsTest, ABlockOfBeforeIsSeen) {
  const auto before = registry_.columns().view();
  registry_.columns().Publish("the same");
  EXPECT_FALSE(IsSeenIn(before));
  for (const auto& [name, profile] : registry_.profiles()) {
    Profile changed = profile;
    changed.set_members(profile.members() == 11 ? 9 : 11);
    registry_.columns().Upsert(name, changed);
    registry_.columns().Publish("changed");
    const auto after = registry_.columns().view();
    EXPECT_TRUE(IsSeenIn(after)) << "what was not recorded";
    break;
  }
}

// Says that it is a directory that it is not.
class Impostor : public PlaceDirectory {
 public:
  Impostor(bool is_moved, uint64_t generation)
      : is_moved_(is_moved), generation_(generation) {}

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    absl::optional<PlaceChain> chain = places_.ChainOf(place);
    if (!chain || !is_moved_) return chain;
    for (PlaceLink& link : chain->links) {
      if (link.place == "places/lgd-state-1") {
        link.place = "places/lgd-state-2";
      }
    }
    return chain;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  uint64_t generation() const override { return generation_; }

 private:
  const rules::SamplePlaces places_;
  const bool is_moved_;
  const uint64_t generation_;
};

TEST_F(ReverseFaultsTest, ARememberedPlaceChainThatIsWrongIsSeen) {
  const uint64_t generation = NewGeneration();
  const auto view = registry_.columns().view();
  const Impostor places(false, generation);
  EXPECT_EQ(Difference(Plan(), view, places), "");
  EXPECT_NE(Difference(Plan(), view, Impostor(true, generation)), "");
  EXPECT_EQ(Difference(Plan(), view, Impostor(true, NewGeneration())), "");
}

TEST_F(ReverseFaultsTest, KeptQuestionsAboutPlacesOfAnotherPlanAreSeen) {
  const Impostor places(false, NewGeneration());
  const auto view = registry_.columns().view();
  auto reversed = pointers_;
  std::reverse(reversed.begin(), reversed.end());
  const auto other = ReversePlan::Build(reversed, rules::SampleDictionary());
  const ReverseBasis basis = {absl::CivilDay(2024, 4, 1),
                              ReferenceData(places)};
  BlockEvaluator(other, view, basis, ReverseDetail::kEligible).Evaluate(0);
  const auto plan = Plan();
  EXPECT_EQ(Difference(plan, view, places), "");
  // Nobody else has it, and it was not made as a constant.
  const_cast<Parts&>(plan->parts()).places = other->parts().places;
  EXPECT_NE(Difference(plan, view, places), "");
}

}  // namespace
}  // namespace sangam::matching
