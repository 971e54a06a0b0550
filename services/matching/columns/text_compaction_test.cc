#include "services/matching/columns/text_compaction.h"

#include <atomic>
#include <map>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {
namespace {

constexpr int kGroups = 3'000;

// Says a text of the round in each place where a profile may have one.
type::v1::Profile Saying(int group, int round) {
  const std::string text = absl::StrCat("said ", group, " in round ", round);
  type::v1::Profile profile;
  profile.set_members(group);
  profile.set_revenue_model(text);
  profile.mutable_products()->add_values(text);
  profile.mutable_products()->add_values("honey");
  (*profile.mutable_extra())[absl::StrCat("attribute.", round, ".", group % 3)]
      .set_text(text);
  (*profile.mutable_extra())["loans"].set_number(round);
  profile.add_received_benefits()->set_scheme(absl::StrCat("schemes/", round));
  type::v1::Profile* child = profile.mutable_children()->add_profiles();
  child->mutable_trades()->add_values(absl::StrCat("trade ", text));
  return profile;
}

std::string NameOf(int group) { return absl::StrCat("groups/", group); }

void SayAll(int round, SubjectColumns* columns) {
  for (int group = 0; group < kGroups; ++group) {
    columns->Upsert(NameOf(group), Saying(group, round));
  }
  columns->Publish(absl::StrCat(round));
}

// The first subject whose profile is not what it said in the round.
std::string FirstLoss(const ColumnsView& view, int round) {
  if (view.size() != kGroups) return "subjects";
  for (const auto& block : view.blocks()) {
    for (uint32_t row = 0; row < block->size(); ++row) {
      const type::v1::Profile kept = block->ProfileOf(row, view.texts());
      const type::v1::Profile given =
          Saying(static_cast<int>(kept.members()), round);
      if (block->NameOf(row) != NameOf(static_cast<int>(kept.members())) ||
          kept.SerializeAsString().size() != given.SerializeAsString().size() ||
          kept.DebugString() != given.DebugString()) {
        return absl::StrCat(block->NameOf(row), kept.ShortDebugString());
      }
    }
  }
  return "";
}

TEST(TextCompactionTest, WhatNobodySaysAnyMoreGoesAway) {
  SubjectColumns columns;
  SayAll(0, &columns);
  const size_t bytes = columns.view()->texts().bytes();
  const size_t texts = columns.view()->texts().text_count();
  for (int round = 1; round < 12; ++round) {
    SayAll(round, &columns);
    ASSERT_EQ(FirstLoss(*columns.view(), round), "");
    EXPECT_LE(columns.view()->texts().text_count(), 3 * texts);
    EXPECT_LE(columns.view()->texts().bytes(), 4 * bytes);
  }
  EXPECT_FALSE(columns.view()->texts().FindText("said 7 in round 0"));
}

TEST(TextCompactionTest, SubjectsThatGoTakeTheirTextsWithThem) {
  SubjectColumns columns;
  SayAll(0, &columns);
  for (int group = 10; group < kGroups; ++group) columns.Delete(NameOf(group));
  columns.Publish("few");
  EXPECT_LT(columns.view()->texts().text_count(), 100u);
  EXPECT_EQ(columns.view()
                ->block(0)
                .ProfileOf(0, columns.view()->texts())
                .revenue_model(),
            "said 0 in round 0");
}

TEST(TextCompactionTest, TextsInUseStayInTheTableThatTheyAreIn) {
  SubjectColumns columns;
  SayAll(0, &columns);
  const auto first = columns.view()->shared_texts();
  for (int i = 0; i < 20; ++i) {
    columns.Upsert(NameOf(i), Saying(i, 1));
    columns.Publish("little");
  }
  EXPECT_EQ(columns.view()->shared_texts(), first);
}

TEST(TextCompactionTest, WhoReadsAViewKeepsItsTexts) {
  SubjectColumns columns;
  SayAll(0, &columns);
  const auto first = columns.view();
  std::atomic<bool> done{false};
  std::string loss;
  std::thread reader([&] {
    while (!done && loss.empty()) {
      const auto view = columns.view();
      loss = FirstLoss(*view, std::stoi(view->token()));
    }
  });
  for (int round = 1; round < 8; ++round) SayAll(round, &columns);
  done = true;
  reader.join();
  EXPECT_EQ(loss, "");
  EXPECT_NE(columns.view()->shared_texts(), first->shared_texts());
  EXPECT_EQ(FirstLoss(*first, 0), "");
}

}  // namespace
}  // namespace sangam::matching
