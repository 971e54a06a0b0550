#include "services/matching/columns/reverse_evaluator.h"

#include <atomic>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/columns/random_registry.h"
#include "services/matching/columns/versions_for_test.h"

namespace sangam::matching {
namespace {

// Draws versions and subjects, and changes the subjects in between.
std::string CompareAtRandom(unsigned seed, int subjects, int versions,
                            int64_t* pairs) {
  RandomRegistry registry(seed);
  Versions drawn;
  for (int i = 0; i < versions; ++i) drawn.push_back(registry.Version());
  registry.List(subjects);
  for (const absl::CivilDay day :
       {absl::CivilDay(2023, 4, 1), absl::CivilDay(2025, 7, 31),
        absl::CivilDay(2019, 2, 28)}) {
    const std::string difference = FirstDifference(
        registry.profiles(), registry.columns().view(), Pointers(drawn),
        rules::SampleDictionary(), BasisOn(day), pairs);
    if (!difference.empty()) {
      return absl::StrCat("seed ", seed, "\n", difference);
    }
    registry.Change(subjects / 4 + 1);
  }
  return "";
}

TEST(ReverseEvaluatorTest, AgreesWithTheReference) {
  int64_t pairs = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    ASSERT_EQ(CompareAtRandom(seed, 70, 120, &pairs), "");
  }
  EXPECT_GT(pairs, 300'000);
}

TEST(ReverseEvaluatorTest, AgreesOverSeveralBlocks) {
  int64_t pairs = 0;
  EXPECT_EQ(CompareAtRandom(100, 2'500, 6, &pairs), "");
}

TEST(ReverseEvaluatorTest, AgreesOnVersionsOfEveryForm) {
  RandomRegistry registry(7);
  registry.List(300);
  Versions versions = {VersionOf({}), VersionOf({"true"}), VersionOf({"false"}),
                       VersionOf({"members >="}),
                       VersionOf({"members >= 10", "members >= 10"})};
  // Too large to be written out.
  std::string large = "women_owned";
  for (int i = 0; i < 6; ++i) {
    absl::StrAppend(&large, " && (members == ", i + 6,
                    " || annual_turnover_paise == ", i + 6, " || looms == ", i,
                    ")");
  }
  versions.push_back(VersionOf({large}));
  versions.push_back(VersionOf({"!(" + large + ")"}));
  versions.push_back(VersionOf({large, "members >= 11"}));
  int64_t pairs = 0;
  EXPECT_EQ(FirstDifference(registry.profiles(), registry.columns().view(),
                            Pointers(versions), rules::SampleDictionary(),
                            BasisOn(absl::CivilDay(2024, 4, 1)), &pairs),
            "");
}

TEST(ReverseEvaluatorTest, AgreesWithoutSubjectsOrVersions) {
  RandomRegistry registry(3);
  int64_t pairs = 0;
  const Versions none;
  const Versions one = {VersionOf({"members >= 10"})};
  for (const int subjects : {0, 70}) {
    registry.List(subjects);
    for (const Versions& versions : {none, one}) {
      EXPECT_EQ(FirstDifference(registry.profiles(), registry.columns().view(),
                                Pointers(versions), rules::SampleDictionary(),
                                BasisOn(absl::CivilDay(2024, 4, 1)), &pairs),
                "");
    }
  }
}

// Texts are numbered as they are met, here with those of places between them.
TEST(ReverseEvaluatorTest, AgreesOnFewTextsWhoseNumbersLieApart) {
  ProfilesByName profiles;
  SubjectColumns columns;
  columns.BeginList();
  for (int i = 0; i < 3 * static_cast<int>(SubjectBlock::kMostRows); ++i) {
    type::v1::Profile profile;
    profile.set_place(absl::StrCat("places/lgd-block-", i % 150));
    // The last is met in the second block only.
    constexpr const char* kModels[] = {"A", "B", "C", "D"};
    const bool is_late = i == SubjectBlock::kMostRows + 100;
    const int model = is_late ? 3 : i % 150 / 60;
    if (i % 7 != 0 || is_late) profile.set_revenue_model(kModels[model]);
    const std::string name = absl::StrCat("groups/", 100'000 + i);
    columns.Upsert(name, profile);
    profiles[name] = profile;
  }
  columns.Publish("list");
  const Versions versions = {
      VersionOf({"revenue_model == 'A'"}), VersionOf({"revenue_model != 'B'"}),
      VersionOf({"revenue_model in ['C', 'D']"}),
      VersionOf({"!(revenue_model == 'D')", "has(revenue_model)"})};
  int64_t pairs = 0;
  EXPECT_EQ(FirstDifference(profiles, columns.view(), Pointers(versions),
                            rules::SampleDictionary(),
                            BasisOn(absl::CivilDay(2024, 4, 1)), &pairs),
            "");
}

TEST(ReverseEvaluatorTest, CountsAmongACohortOnly) {
  RandomRegistry registry(5);
  registry.List(3'000);
  const Versions versions = {VersionOf({"members >= 11"}),
                             VersionOf({"place.within('places/lgd-state-1')"}),
                             VersionOf({"members >= 11 &&"
                                        "place.within('places/lgd-state-1')"})};
  const auto plan =
      ReversePlan::Build(Pointers(versions), rules::SampleDictionary());
  const auto view = registry.columns().view();
  const ReverseBasis basis = BasisOn(absl::CivilDay(2024, 4, 1));
  CountOptions options;
  const auto all = CountVerdicts(plan, view, basis, options);
  ASSERT_TRUE(all);
  for (const ReverseDetail detail :
       {ReverseDetail::kEligible, ReverseDetail::kThreeWay,
        ReverseDetail::kNearMisses}) {
    options.detail = detail;
    options.cohort = 1;
    const auto counts = CountVerdicts(plan, view, basis, options);
    ASSERT_TRUE(counts);
    EXPECT_GT(counts->subjects, 0);
    EXPECT_EQ(counts->subjects, all->tallies[1].eligible);
    EXPECT_EQ(counts->tallies[1].eligible, counts->subjects);
    EXPECT_EQ(counts->tallies[0].eligible, all->tallies[2].eligible);
    EXPECT_EQ(counts->tallies[1].needs_information, 0);
  }
}

TEST(ReverseEvaluatorTest, CountingEndsWhenItIsCancelled) {
  RandomRegistry registry(5);
  registry.List(5'000);
  const Versions versions = {VersionOf({"members >= 11"})};
  const auto plan =
      ReversePlan::Build(Pointers(versions), rules::SampleDictionary());
  CountOptions options;
  options.threads = 2;
  std::atomic<int> asked{0};
  options.cancelled = [&asked] { return ++asked > 1; };
  EXPECT_FALSE(CountVerdicts(plan, registry.columns().view(),
                             BasisOn(absl::CivilDay(2024, 4, 1)), options));
}

// Together they have more under them than views are kept at once; the second
// version asks for all of them again.
TEST(ReverseEvaluatorTest, FederationsOfManyAgreeWithTheReference) {
  ProfilesByName profiles;
  SubjectColumns columns;
  columns.BeginList();
  for (int i = 0; i < 5; ++i) {
    const std::string name = absl::StrCat("groups/federation-", i);
    type::v1::Profile& profile = profiles[name];
    profile.set_members(100 * i);
    for (int child = 0; child < 900; ++child) {
      profile.mutable_children()->add_profiles()->set_members(
          child < 110 * i ? 12 : 8);
    }
    columns.Upsert(name, profile);
  }
  columns.Publish("list");
  const Versions versions = {
      VersionOf({"children.filter(c, c.members >= 10).size() >= 300"}),
      VersionOf({"children.filter(c, c.members >= 10).size() > members"})};
  int64_t pairs = 0;
  EXPECT_EQ(FirstDifference(profiles, columns.view(), Pointers(versions),
                            rules::SampleDictionary(),
                            BasisOn(absl::CivilDay(2024, 4, 1)), &pairs),
            "");
  EXPECT_EQ(pairs, 10);
}

TEST(ReverseEvaluatorTest, ABlockIsLeftWhenTheAnswerIsNoLongerWanted) {
  RandomRegistry registry(5);
  registry.List(1'000);
  // No column answers this; it is worked out row by row.
  const Versions versions = {
      VersionOf({"children.filter(c, c.members >= 10).size() >= 2"})};
  const auto plan =
      ReversePlan::Build(Pointers(versions), rules::SampleDictionary());
  ReverseBasis basis = BasisOn(absl::CivilDay(2024, 4, 1));
  const auto asked_until = [&](int stop_at) {
    int asked = 0;
    basis.cancelled = [&asked, stop_at] { return ++asked >= stop_at; };
    BlockEvaluator evaluator(plan, registry.columns().view(), basis,
                             ReverseDetail::kNearMisses);
    evaluator.Evaluate(0);
    return asked;
  };
  EXPECT_GT(asked_until(1'000'000), 20);
  // And once told, it does not ask again.
  EXPECT_EQ(asked_until(3), 3);
}

TEST(ReverseEvaluatorTest, ManyVersionsAreLeftWhenTheAnswerIsNoLongerWanted) {
  RandomRegistry registry(5);
  registry.List(100);
  const Versions versions(1'000, VersionOf({"members >= 10"}));
  const auto plan =
      ReversePlan::Build(Pointers(versions), rules::SampleDictionary());
  ReverseBasis basis = BasisOn(absl::CivilDay(2024, 4, 1));
  const auto asked_until = [&](int stop_at) {
    int asked = 0;
    basis.cancelled = [&asked, stop_at] { return ++asked >= stop_at; };
    BlockEvaluator evaluator(plan, registry.columns().view(), basis,
                             ReverseDetail::kNearMisses);
    evaluator.Evaluate(0);
    return asked;
  };
  // For their one test, once it is known who is eligible, and for each 64.
  constexpr int kAsked = 2 + 16;
  EXPECT_EQ(asked_until(1'000'000), kAsked);
  for (int i = 1; i <= kAsked; ++i) EXPECT_EQ(asked_until(i), i);
}

TEST(ReverseEvaluatorTest, NoPlanIsMadeThatIsNoLongerWanted) {
  constexpr int kVersions = 1'200;
  Versions versions;
  for (int i = 0; i < kVersions; ++i) {
    versions.push_back(VersionOf({absl::StrCat("members >= ", i)}));
  }
  std::atomic<int> asked{0};
  int stop_at = 1'000'000;
  const auto build = [&] {
    asked = 0;
    return ReversePlan::Build(Pointers(versions), rules::SampleDictionary(),
                              [&] { return ++asked >= stop_at; });
  };
  ASSERT_NE(build(), nullptr);
  // Three times for each 8 versions, but not before the first.
  const int most = asked;
  EXPECT_EQ(most, 3 * (kVersions / 8) - 2);
  // Threads ask at once.
  constexpr int kThreads = 8;
  for (stop_at = 1; stop_at <= most; ++stop_at) {
    EXPECT_EQ(build(), nullptr) << stop_at;
    EXPECT_LT(asked, stop_at + kThreads);
  }
}

TEST(ReverseEvaluatorTest, CountingTellsHowFarItIs) {
  RandomRegistry registry(5);
  registry.List(5'000);
  const Versions versions = {VersionOf({"members >= 11"})};
  const auto plan =
      ReversePlan::Build(Pointers(versions), rules::SampleDictionary());
  CountOptions options;
  options.threads = 3;
  std::vector<int64_t> told;
  options.progress = [&](int64_t scanned, int64_t total) {
    EXPECT_EQ(total, static_cast<int64_t>(registry.profiles().size()));
    told.push_back(scanned);
  };
  ASSERT_TRUE(CountVerdicts(plan, registry.columns().view(),
                            BasisOn(absl::CivilDay(2024, 4, 1)), options));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), static_cast<int64_t>(registry.profiles().size()));
}

TEST(ReverseEvaluatorTest, GroupsRowsByWhatRulesRead) {
  RandomRegistry registry(9);
  registry.List(200);
  const auto view = registry.columns().view();
  const auto plan = ReversePlan::Build({}, rules::SampleDictionary());
  const ReverseBasis basis = BasisOn(absl::CivilDay(2024, 4, 1));
  BlockEvaluator evaluator(plan, view, basis, ReverseDetail::kEligible);
  for (const AttributeInfo& info : rules::SampleDictionary().all()) {
    auto profile = registry.profiles().begin();
    for (size_t b = 0; b < view->block_count(); ++b) {
      const RowGroups groups = evaluator.GroupBy(b, info);
      ASSERT_EQ(groups.group_of_row.size(), view->block(b).size());
      for (const uint16_t group : groups.group_of_row) {
        const SubjectView subject(
            profile->second,
            Places().ChainOf(profile->second.place()).value_or(PlaceChain()),
            basis.as_of, rules::SampleDictionary(), &basis.reference.dated,
            &basis.reference.places);
        const rules::Value& wanted = subject.value(info.index);
        ASSERT_EQ(group == RowGroups::kUnknown ? rules::Value()
                                               : groups.values[group],
                  wanted)
            << info.name << " of " << profile->first;
        ++profile;
      }
    }
  }
}

// The view with one bit of a column of its only block flipped.
std::shared_ptr<const ColumnsView> WithFlippedBit(const ColumnsView& view,
                                                  size_t at, uint32_t row) {
  const SubjectBlock& block = view.block(0);
  std::vector<PackedColumn> columns = block.rows().columns();
  const PackedColumn& column = columns[at];
  std::vector<uint64_t> words = column.words();
  const auto packed = static_cast<size_t>(
      static_cast<const uint64_t*>(column.packed()) - column.words().data());
  const size_t bit = size_t{row} * static_cast<size_t>(column.bits());
  words[packed + bit / 64] ^= uint64_t{1} << bit % 64;
  PackedColumn spoilt;
  EXPECT_TRUE(PackedColumn::FromParts(
      column.key(), column.rows(), column.count(), column.form(), column.bits(),
      column.base(), column.scale(), words, &spoilt));
  columns[at] = spoilt;
  RowSet rows;
  EXPECT_TRUE(RowSet::FromParts(
      block.size(), columns, block.rows().receipts(),
      block.rows().children() == nullptr
          ? nullptr
          : std::make_shared<RowSet>(*block.rows().children()),
      &rows));
  return std::make_shared<const ColumnsView>(
      view.token(), view.shared_texts(),
      SubjectBlocks{std::make_shared<const SubjectBlock>(block.names(), rows)});
}

TEST(ReverseEvaluatorTest, AFlippedBitIsSeenInEveryColumnThatRulesRead) {
  RandomRegistry registry(21);
  registry.List(120);
  const auto view = registry.columns().view();
  ASSERT_EQ(view->block_count(), 1u);
  const Versions versions = {VersionOf({"members >= 11"}),
                             VersionOf({"members == 10 || members == 12"}),
                             VersionOf({"annual_turnover_paise > 10"}),
                             VersionOf({"annual_turnover_paise == 9"}),
                             VersionOf({"subject.kind in ['SHG', 'CLF']"}),
                             VersionOf({"women_owned"}),
                             VersionOf({"panchasutra_followed"}),
                             VersionOf({"legal_form == 'TRUST'"}),
                             VersionOf({"dyes_yarn"}),
                             VersionOf({"poor_members * 2 > members"})};
  int seen = 0;
  const auto& columns = view->block(0).rows().columns();
  for (size_t i = 0; i < columns.size(); ++i) {
    const uint64_t key = columns[i].key();
    const bool is_read =
        key == type::v1::Profile::kMembersFieldNumber ||
        key == type::v1::Profile::kKindFieldNumber ||
        key == type::v1::Profile::kWomenOwnedFieldNumber ||
        key == type::v1::Profile::kLegalFormFieldNumber ||
        key == type::v1::Profile::kPanchasutraFollowedFieldNumber;
    if (!is_read || columns[i].bits() == 0) continue;
    bool is_seen = false;
    for (uint32_t row = 0; row < columns[i].count() && !is_seen; ++row) {
      int64_t pairs = 0;
      is_seen =
          !FirstDifference(registry.profiles(), WithFlippedBit(*view, i, row),
                           Pointers(versions), rules::SampleDictionary(),
                           BasisOn(absl::CivilDay(2024, 4, 1)), &pairs)
               .empty();
    }
    EXPECT_TRUE(is_seen) << key;
    ++seen;
  }
  EXPECT_EQ(seen, 5);
}

TEST(ReverseEvaluatorTest, ADroppedRowIsSeen) {
  RandomRegistry registry(22);
  registry.List(80);
  const auto view = registry.columns().view();
  const SubjectBlock& block = view->block(0);
  const Versions versions = {VersionOf({"members >= 11"}),
                             VersionOf({"women_owned"})};
  std::vector<RowSet::Pick> picks;
  for (uint32_t row = 0; row < block.size(); ++row) {
    picks.push_back({&block.rows(), row == 0 ? 1 : row});
  }
  // Row 0 is lost, row 1 is there twice: under every name there is a row.
  bool is_seen = false;
  for (uint32_t lost = 0; lost < 20 && !is_seen; ++lost) {
    picks[lost].row = lost + 1;
    const ColumnsView spoilt(view->token(), view->shared_texts(),
                             {std::make_shared<const SubjectBlock>(
                                 block.names(), RowSet::Gather(picks))});
    int64_t pairs = 0;
    is_seen = !FirstDifference(registry.profiles(),
                               std::make_shared<const ColumnsView>(spoilt),
                               Pointers(versions), rules::SampleDictionary(),
                               BasisOn(absl::CivilDay(2024, 4, 1)), &pairs)
                   .empty();
  }
  EXPECT_TRUE(is_seen);
}

}  // namespace
}  // namespace sangam::matching
