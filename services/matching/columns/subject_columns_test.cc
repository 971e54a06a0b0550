#include "services/matching/columns/subject_columns.h"

#include <atomic>
#include <limits>
#include <map>
#include <thread>

#include "common/rules/recorded_value.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "services/matching/columns/random_registry.h"
#include "services/matching/columns/synthetic_population.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAreArray;

std::vector<std::string> NamesIn(const ColumnsView& view) {
  std::vector<std::string> names;
  for (const auto& block : view.blocks()) {
    EXPECT_GT(block->size(), 0u);
    EXPECT_LE(block->size(), SubjectBlock::kMostRows);
    const std::vector<std::string> all = block->names().All();
    names.insert(names.end(), all.begin(), all.end());
  }
  return names;
}

// What rules can read of a profile, as another profile.
type::v1::Profile Readable(type::v1::Profile profile) {
  for (auto& benefit : *profile.mutable_received_benefits()) {
    benefit.clear_linkage();
    benefit.clear_units();
    benefit.clear_amount_paise();
  }
  if (!profile.has_children()) return profile;
  for (auto& child : *profile.mutable_children()->mutable_profiles()) {
    child.clear_received_benefits();
    child.clear_received_benefits_complete_until();
    child.clear_children();
  }
  return profile;
}

std::string FirstLoss(const ProfilesByName& profiles, const ColumnsView& view) {
  auto expected = profiles.begin();
  for (const auto& block : view.blocks()) {
    for (uint32_t row = 0; row < block->size(); ++row, ++expected) {
      type::v1::Profile wanted = Readable(expected->second);
      // A day that does not exist is not kept.
      if (wanted.has_formed_on() && !rules::DayOf(wanted.formed_on())) {
        wanted.clear_formed_on();
      }
      for (auto& [name, value] : *wanted.mutable_extra()) {
        if (value.has_date() && !rules::DayOf(value.date())) value = {};
      }
      const type::v1::Profile got = block->ProfileOf(row, view.texts());
      if (!google::protobuf::util::MessageDifferencer::Equals(got, wanted)) {
        return absl::StrCat(expected->first,
                            "\nkept:  ", got.ShortDebugString(),
                            "\ngiven: ", wanted.ShortDebugString());
      }
    }
  }
  return "";
}

TEST(SubjectColumnsTest, KeepsAllThatRulesCanRead) {
  RandomRegistry registry(1);
  registry.List(3'000);
  EXPECT_EQ(FirstLoss(registry.profiles(), *registry.columns().view()), "");
  for (int i = 0; i < 5; ++i) {
    registry.Change(500);
    EXPECT_EQ(FirstLoss(registry.profiles(), *registry.columns().view()), "");
  }
}

TEST(SubjectColumnsTest, HoldsTheNamesInOrderWhateverTheOrderOfChanges) {
  SubjectColumns columns;
  std::map<std::string, type::v1::Profile> expected;
  rules::RandomRules random(3);
  const auto names = [&] {
    std::vector<std::string> all;
    for (const auto& [name, profile] : expected) all.push_back(name);
    return all;
  };
  columns.BeginList();
  for (int i = 0; i < 30'000; ++i) {
    const std::string name = absl::StrCat("groups/", random.Draw(100'000));
    expected[name].set_members(i);
    columns.Upsert(name, expected[name]);
    if (random.Draw(10) == 0) {
      const auto gone =
          expected.lower_bound(absl::StrCat("groups/", random.Draw(100'000)));
      if (gone != expected.end()) {
        columns.Delete(gone->first);
        expected.erase(gone);
      }
    }
  }
  columns.Publish("list");
  EXPECT_THAT(NamesIn(*columns.view()), ElementsAreArray(names()));
  for (int round = 0; round < 30; ++round) {
    for (int i = 0; i < 300; ++i) {
      const std::string name = absl::StrCat("groups/", random.Draw(100'000));
      if (random.Draw(3) == 0) {
        columns.Delete(name);
        expected.erase(name);
      } else {
        expected[name].set_members(round);
        columns.Upsert(name, expected[name]);
      }
    }
    columns.Publish(absl::StrCat("change ", round));
    ASSERT_THAT(NamesIn(*columns.view()), ElementsAreArray(names()));
  }
  EXPECT_EQ(FirstLoss(expected, *columns.view()), "");
  // Changes leave no crowd of small blocks.
  EXPECT_LT(columns.view()->block_count(),
            4 * expected.size() / SubjectBlock::kMostRows);
  for (const auto& [name, profile] : expected) columns.Delete(name);
  columns.Publish("empty");
  EXPECT_EQ(columns.view()->size(), 0u);
}

TEST(SubjectColumnsTest, SmallAdditionsAtTheEndFillBlocks) {
  SubjectColumns columns;
  for (int i = 0; i < 1'000; ++i) {
    columns.Upsert(absl::StrCat("groups/", 10'000 + i), {});
    if (i % 10 == 9) columns.Publish("more");
  }
  EXPECT_EQ(columns.view()->size(), 1'000u);
  EXPECT_LE(columns.view()->block_count(), 3u);
}

TEST(SubjectColumnsTest, NothingIsSeenBeforeItIsPublished) {
  SubjectColumns columns;
  columns.Upsert("groups/a", {});
  EXPECT_EQ(columns.view()->size(), 0u);
  columns.Publish("one");
  const auto first = columns.view();
  EXPECT_EQ(first->token(), "one");
  columns.BeginList();
  columns.Upsert("groups/b", {});
  EXPECT_EQ(columns.view()->token(), "one");
  columns.CancelList();
  columns.Upsert("groups/c", {});
  columns.Publish("two");
  EXPECT_THAT(NamesIn(*columns.view()),
              ElementsAreArray({"groups/a", "groups/c"}));
  columns.BeginList();
  columns.Upsert("groups/b", {});
  columns.Publish("three");
  EXPECT_THAT(NamesIn(*columns.view()), ElementsAreArray({"groups/b"}));
  // Who reads a view keeps it.
  EXPECT_THAT(NamesIn(*first), ElementsAreArray({"groups/a"}));
}

TEST(SubjectColumnsTest, BlocksThatDoNotChangeAreShared) {
  RandomRegistry registry(1);
  registry.List(20'000);
  const auto before = registry.columns().view();
  registry.columns().Upsert(before->block(3).first_name(), {});
  registry.columns().Publish("one");
  const auto after = registry.columns().view();
  ASSERT_EQ(after->block_count(), before->block_count());
  for (size_t i = 0; i < before->block_count(); ++i) {
    EXPECT_EQ(before->blocks()[i] == after->blocks()[i], i != 3);
  }
}

TEST(SubjectColumnsTest, FindsSubjectsByName) {
  RandomRegistry registry(1);
  registry.List(10'000);
  const auto view = registry.columns().view();
  auto next = registry.profiles().begin();
  for (const auto& [name, profile] : registry.profiles()) {
    const size_t b = view->FirstBlockAfter(name.substr(0, name.size() - 1));
    ASSERT_LT(b, view->block_count());
    ++next;
    const size_t after = view->FirstBlockAfter(name);
    if (next == registry.profiles().end()) {
      EXPECT_EQ(after, view->block_count());
    } else {
      const SubjectBlock& block = view->block(after);
      EXPECT_EQ(block.NameOf(block.FirstRowAfter(name)), next->first);
    }
  }
  const SubjectBlock& block = view->block(1);
  for (uint32_t row = 0; row < block.size(); ++row) {
    EXPECT_EQ(block.RowOf(block.NameOf(row)), row);
  }
  EXPECT_EQ(block.RowOf("groups/none"), block.size());
  const auto& profile = registry.profiles().at(block.NameOf(5));
  EXPECT_EQ(block.KindOf(5), profile.kind());
  EXPECT_EQ(block.PlaceOf(5, view->texts()), profile.place());
}

TEST(SubjectColumnsTest, ViewsAreReadWhileTheyAreReplaced) {
  RandomRegistry registry(1);
  registry.List(3'000);
  std::atomic<bool> done{false};
  std::thread reader([&] {
    while (!done) {
      const auto view = registry.columns().view();
      for (const auto& block : view->blocks()) {
        block->ProfileOf(block->size() - 1, view->texts());
      }
    }
  });
  for (int i = 0; i < 20; ++i) registry.Change(50);
  done = true;
  reader.join();
}

TEST(SubjectColumnsTest, ASubjectTakesNoMoreThan250Bytes) {
  SyntheticPopulation population(1);
  SubjectColumns columns;
  constexpr int kSubjects = 20 * SubjectBlock::kMostRows;
  columns.BeginList();
  for (int i = 0; i < kSubjects; ++i) {
    columns.Upsert(population.NameOf(i), population.ProfileOf(i));
  }
  columns.Publish("list");
  const double bytes = static_cast<double>(columns.view()->bytes()) / kSubjects;
  RecordProperty("bytes_a_subject", std::to_string(bytes));
  EXPECT_LE(bytes, 250);
}

TEST(PackedColumnTest, KeepsEveryNumberInEveryForm) {
  rules::RandomRules random(1);
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  for (const int rows : {1, 63, 64, 65, 2'048}) {
    for (const int64_t spread :
         {int64_t{0}, int64_t{1}, int64_t{200}, int64_t{60'000},
          int64_t{3'000'000'000}, kMost}) {
      for (const int64_t scale : {1, 100, 7}) {
        for (const int given : {1, 2, 50}) {
          std::vector<RowValue> values;
          for (int row = 0; row < rows; ++row) {
            if (given > 1 && random.Draw(given) != 0) continue;
            int64_t value = 0;
            if (spread == kMost) {
              value = random.Draw(2) == 0 ? kMost : kLeast;
            } else if (spread > 0) {
              value = -5 + scale * (random.Draw(1 << 30) * int64_t{4} %
                                    (spread + 1));
            }
            values.push_back({static_cast<uint32_t>(row), value});
          }
          const PackedColumn column(7, static_cast<uint32_t>(rows), values);
          std::vector<int64_t> unpacked(rows, -1);
          std::vector<uint64_t> present((rows + 63) / 64);
          column.Unpack(unpacked.data(), present.data());
          std::vector<RowValue> all;
          column.AppendTo(&all);
          ASSERT_EQ(all.size(), values.size());
          size_t at = 0;
          for (int row = 0; row < rows; ++row) {
            const bool has = at < values.size() &&
                             values[at].row == static_cast<uint32_t>(row);
            int64_t value = 0;
            ASSERT_EQ(column.Get(static_cast<uint32_t>(row), &value), has);
            ASSERT_EQ((present[row / 64] >> (row % 64) & 1) != 0, has);
            if (!has) continue;
            ASSERT_EQ(unpacked[row], values[at].value);
            ASSERT_EQ(value, values[at].value);
            ASSERT_EQ(all[at].value, value);
            ++at;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace sangam::matching
