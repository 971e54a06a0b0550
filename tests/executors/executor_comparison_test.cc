#include "tests/executors/executor_comparison.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/executors/forward_index_peer.h"
#include "tests/executors/reverse_rounds.h"

namespace sangam::executors {
namespace {

using matching::CatalogSnapshot;
using matching::CompiledVersion;
using matching::ForwardIndex;
using matching::ForwardIndexPeer;
using matching::NormalForm;

TEST(ExecutorComparisonTest, AllExecutorsAgreeWithTheReference) {
  EXPECT_EQ(CompareAtRandom(1, 40'000).value_or(""), "");
}

// The sample places, but of the case's own place what the case says.
class PlacesOfCase : public PlaceDirectory {
 public:
  explicit PlacesOfCase(const RandomSubject& subject) : subject_(subject) {}

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    return place == subject_.profile.place() ? subject_.place_chain
                                             : places_.ChainOf(place);
  }
  std::string TitleOf(absl::string_view) const override { return ""; }

 private:
  const RandomSubject& subject_;
  const rules::SamplePlaces places_;
};

TEST(ExecutorComparisonTest, PastCounterexamplesStayMended) {
  int cases = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SANGAM_EXECUTOR_CASES)) {
    if (entry.path().extension() != ".txt") continue;
    ++cases;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    ComparedCase parsed = ParseCase(text.str());
    const auto& links = parsed.subject.place_chain.links;
    if (!links.empty()) parsed.subject.profile.set_place(links.front().place);
    const auto catalog = CatalogSnapshot::Build(parsed.catalog);
    const auto index = ForwardIndex::Build(*catalog);
    const PlacesOfCase places(parsed.subject);
    const Comparison comparison(catalog.get(), {parsed.subject}, &places);
    EXPECT_EQ(comparison.DifferenceOf(*index).value_or(""), "") << entry.path();
    EXPECT_EQ(comparison.pairs(), 1) << entry.path();
    int64_t reversed = 0;
    EXPECT_EQ(
        ReverseRounds().Next(*catalog, {parsed.subject}, places, &reversed), "")
        << entry.path();
    EXPECT_EQ(reversed, 1) << entry.path();
  }
  EXPECT_GT(cases, 0);
}

// A directory whose answers change under the same object must not be believed
// from a cache.
class ChangingPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    return is_moved ? moved_.ChainOf(place) : places_.ChainOf(place);
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  bool is_moved = false;

 private:
  const rules::SamplePlaces places_;
  const MovedPlaces moved_;
};

TEST(ExecutorComparisonTest, PlacesThatChangeUnseenAreAskedAgain) {
  RandomCatalog random(7);
  matching::CatalogResources resources = random.Catalog(0);
  resources.schemes.emplace_back().set_name("schemes/a");
  auto& version = resources.versions.emplace_back();
  version.set_name("schemes/a/versions/1");
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  version.add_conditions()->set_expression(
      "place.within('places/lgd-district-10')");
  const auto catalog = CatalogSnapshot::Build(resources);
  const auto index = ForwardIndex::Build(*catalog);
  ChangingPlaces places;
  RandomSubject subject;
  subject.as_of = absl::CivilDay(2024, 4, 1);
  // Where district 10 lies in state 1, it may; where in state 2, it does not.
  subject.place_chain.links = {
      {"places/lgd-state-1", type::v1::PLACE_KIND_STATE}};
  for (const bool is_moved : {false, true, false}) {
    places.is_moved = is_moved;
    const Comparison comparison(catalog.get(), {subject}, &places);
    EXPECT_EQ(comparison.DifferenceOf(*index).value_or(""), "");
  }
}

// What is compared in the tests of faults.
class FaultTest : public ::testing::Test {
 protected:
  FaultTest() : random_(11) {
    catalog_ = CatalogSnapshot::Build(random_.Catalog(150));
    std::vector<RandomSubject> subjects;
    for (int i = 0; i < 400; ++i) subjects.push_back(random_.Subject(places_));
    comparison_ = std::make_unique<Comparison>(catalog_.get(),
                                               std::move(subjects), &places_);
  }

  // An index has a row for each interval of numbers, or checkpoints.
  static std::vector<matching::PartMaking> Makings() {
    return {matching::PartMaking(), ForwardIndexPeer::WithoutRoom()};
  }

  bool IsSeen(const ForwardIndex& index) const {
    return comparison_->DifferenceOf(index).has_value();
  }

  // Whether it is seen that a row says of nothing that it fails.
  bool IsADropSeen(size_t attribute, size_t row, ForwardIndexPeer* peer) const {
    const std::vector<uint64_t> words = peer->Row(attribute, row);
    peer->SetRow(attribute, row, std::vector<uint64_t>(words.size()));
    const bool is_seen = IsSeen(peer->index());
    peer->SetRow(attribute, row, words);
    return is_seen;
  }

  // A single bit may be of a conjunct that fails by something else for all of
  // these subjects; of several, one must show. First in the rows that show when
  // they are dropped: those are surely read.
  bool IsAFlipSeen(size_t attribute, ForwardIndexPeer* peer) const {
    for (const bool is_read : {true, false}) {
      for (size_t row = 0; row < peer->rows(attribute); ++row) {
        if (IsADropSeen(attribute, row, peer) != is_read) continue;
        for (uint32_t bit = 0; bit < peer->bits(); bit += 7) {
          peer->Flip(attribute, row, bit);
          const bool is_seen = IsSeen(peer->index());
          peer->Flip(attribute, row, bit);
          if (is_seen) return true;
        }
      }
    }
    return false;
  }

  RandomCatalog random_;
  const rules::SamplePlaces places_;
  std::shared_ptr<const CatalogSnapshot> catalog_;
  std::unique_ptr<const Comparison> comparison_;
};

TEST_F(FaultTest, AnIndexWithoutFaultAgrees) {
  for (const auto& making : Makings()) {
    EXPECT_FALSE(IsSeen(ForwardIndexPeer(*catalog_, making).index()));
  }
}

TEST_F(FaultTest, AFlippedBitIsSeenInEveryAttribute) {
  for (const auto& making : Makings()) {
    ForwardIndexPeer peer(*catalog_, making);
    ASSERT_GT(peer.size(), 10u);
    for (size_t attribute = 0; attribute < peer.size(); ++attribute) {
      EXPECT_TRUE(IsAFlipSeen(attribute, &peer)) << attribute;
    }
  }
}

TEST_F(FaultTest, ADroppedRowIsSeenInEveryAttribute) {
  for (const auto& making : Makings()) {
    ForwardIndexPeer peer(*catalog_, making);
    for (size_t attribute = 0; attribute < peer.size(); ++attribute) {
      bool is_seen = false;
      bool has_bits = false;
      for (size_t row = 0; row < peer.rows(attribute) && !is_seen; ++row) {
        const std::vector<uint64_t> words = peer.Row(attribute, row);
        const bool is_empty =
            std::all_of(words.begin(), words.end(),
                        [](uint64_t word) { return word == 0; });
        has_bits = has_bits || !is_empty;
        is_seen = !is_empty && IsADropSeen(attribute, row, &peer);
      }
      EXPECT_EQ(is_seen, has_bits) << attribute;
    }
  }
}

// Numbers that begin an interval one too late or too early.
TEST_F(FaultTest, AShiftedIntervalIsSeenInEveryAttribute) {
  for (const auto& making : Makings()) {
    ForwardIndexPeer peer(*catalog_, making);
    const std::vector<size_t> begins = peer.begins();
    ASSERT_GT(begins.size(), 2u);
    for (const int64_t by : {-1, 1}) {
      for (size_t attribute = 0; attribute < begins.size(); ++attribute) {
        bool is_seen = false;
        for (size_t i = 0; i < begins[attribute] && !is_seen; ++i) {
          peer.Shift(attribute, i, by);
          is_seen = IsSeen(peer.index());
          peer.Shift(attribute, i, -by);
        }
        EXPECT_TRUE(is_seen) << attribute << " by " << by;
      }
    }
  }
}

// Whether one holds exactly where the other fails, of whom both are known.
bool AreOpposite(const matching::Literal& a, const matching::Literal& b) {
  const rules::Predicate& p = *a.predicate;
  const rules::Predicate& q = *b.predicate;
  if (&p == &q) return a.negated != b.negated;
  return p.kind == rules::Predicate::Kind::kCompare && p.kind == q.kind &&
         p.attribute == q.attribute && p.values == q.values &&
         p.comparison == rules::Opposite(q.comparison) &&
         a.negated == b.negated;
}

// Drops conjuncts that demand a test and its opposite, which is right only for
// those of whom all is known.
NormalForm WithoutContradictions(const CompiledVersion& version) {
  NormalForm form = NormalFormOf(version);
  const auto contradicts_itself = [](const matching::Conjunct& conjunct) {
    for (const auto& a : conjunct.literals) {
      for (const auto& b : conjunct.literals) {
        if (AreOpposite(a, b)) return true;
      }
    }
    return false;
  };
  auto& all = form.conjuncts;
  all.erase(std::remove_if(all.begin(), all.end(), contradicts_itself),
            all.end());
  return form;
}

// Takes `a || !a` for true.
NormalForm WithoutTautologies(const CompiledVersion& version) {
  NormalForm form = NormalFormOf(version);
  for (const auto& a : form.conjuncts) {
    for (const auto& b : form.conjuncts) {
      if (a.literals.size() == 1 && b.literals.size() == 1 &&
          AreOpposite(a.literals[0], b.literals[0])) {
        form.conjuncts = {matching::Conjunct()};
        return form;
      }
    }
  }
  return form;
}

// Forgets the unknowns of `c` in `c ? x : y`.
NormalForm WithoutUnknownConditions(const CompiledVersion& version) {
  NormalForm form = NormalFormOf(version);
  auto& all = form.conjuncts;
  all.erase(std::remove_if(
                all.begin(), all.end(),
                [](const auto& conjunct) { return !conjunct.may_be_near; }),
            all.end());
  return form;
}

// Takes them for ways to be near.
NormalForm WithEverythingNear(const CompiledVersion& version) {
  NormalForm form = NormalFormOf(version);
  for (auto& conjunct : form.conjuncts) conjunct.may_be_near = true;
  return form;
}

// Believes what is left of a form that is too large.
NormalForm AsIfComplete(const CompiledVersion& version) {
  NormalForm form = NormalFormOf(version);
  form.complete = true;
  return form;
}

TEST_F(FaultTest, LoweringTooMuchIsSeen) {
  int fault = 0;
  for (const auto lower :
       {&WithoutContradictions, &WithoutTautologies, &WithoutUnknownConditions,
        &WithEverythingNear, &AsIfComplete}) {
    matching::PartMaking making;
    making.lower = lower;
    EXPECT_TRUE(IsSeen(ForwardIndexPeer(*catalog_, making).index())) << fault;
    ++fault;
  }
}

// A catalogue that changed again, with an index made of the ones before.
TEST_F(FaultTest, AStalePartOfAChangedIndexIsSeen) {
  using Fault = ForwardIndexPeer::ChangeFault;
  matching::CatalogResources resources = random_.Catalog(60);
  const auto first = CatalogSnapshot::Build(resources);
  const auto first_index = ForwardIndex::Build(*first);
  resources = random_.Changed(std::move(resources));
  const auto second = CatalogSnapshot::Build(resources, first.get());
  const auto second_index = ForwardIndex::Build(*second, first_index.get());
  // Days that it has made planes of are carried over.
  std::vector<RandomSubject> subjects;
  for (int i = 0; i < 200; ++i) {
    subjects.push_back(random_.Subject(places_));
    subjects.back().as_of = absl::CivilDay(2022 + i % 4, 6, 1);
    second_index->InForceOn(subjects.back().as_of);
  }
  resources = random_.Changed(std::move(resources));
  const auto third = CatalogSnapshot::Build(resources, second.get());
  const Comparison comparison(third.get(), subjects, &places_);
  const auto is_seen = [&](Fault fault) {
    return comparison
        .DifferenceOf(ForwardIndexPeer(*third, *second_index, fault).index())
        .has_value();
  };
  ASSERT_EQ(second_index->parts().size(), 2u);
  EXPECT_FALSE(is_seen(Fault::kNone));
  EXPECT_TRUE(is_seen(Fault::kGoneIsInForce));
  EXPECT_TRUE(is_seen(Fault::kNewIsNotInForce));
  EXPECT_TRUE(is_seen(Fault::kLastPartIsKept));
  EXPECT_TRUE(is_seen(Fault::kLastPartIsShifted));
}

}  // namespace
}  // namespace sangam::executors
