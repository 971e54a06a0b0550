#include "services/matching/catalog/scheme_list.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/rules/random_rules.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using Builder = SchemeList::Builder;

CompiledScheme NewScheme(int number) {
  auto scheme = std::make_shared<scheme_catalog::v1::Scheme>();
  scheme->set_name(absl::StrCat("schemes/", number));
  return CompiledScheme(std::move(scheme), "", {});
}

// A list of so many new schemes.
SchemeList NewList(int size) {
  const SchemeList none;
  Builder builder(none, size);
  for (int i = 0; i < size; ++i) builder.Add(NewScheme(i));
  return std::move(builder).Build();
}

// How many stand in the same place of the memory in both.
size_t Shared(const SchemeList& a, const SchemeList& b) {
  std::set<const CompiledScheme*> of_a;
  for (const CompiledScheme& scheme : a) of_a.insert(&scheme);
  size_t shared = 0;
  for (const CompiledScheme& scheme : b) shared += of_a.count(&scheme);
  return shared;
}

TEST(SchemeListTest, AnEmptyListHasNothing) {
  const SchemeList list = NewList(0);
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.begin(), list.end());
}

TEST(SchemeListTest, AChangeCopiesNoMoreThanWhatStandsBesideIt) {
  const SchemeList before = NewList(10'000);
  Builder builder(before, 10'000);
  for (size_t i = 0; i < before.size(); ++i) {
    if (i == 5'000) {
      builder.Add(NewScheme(-1));
    } else {
      builder.Keep(i);
    }
  }
  const SchemeList after = std::move(builder).Build();
  EXPECT_EQ(after.size(), 10'000u);
  EXPECT_EQ(after[5'000].scheme.name(), "schemes/-1");
  EXPECT_GE(Shared(before, after), 10'000 - Builder::kLongest);
  EXPECT_LT(Shared(before, after), 10'000u);
}

TEST(SchemeListTest, OutlivesTheListBefore) {
  auto before = std::make_unique<const SchemeList>(NewList(1'000));
  Builder builder(*before, 1'000);
  for (size_t i = 1; i < before->size(); ++i) builder.Keep(i);
  const SchemeList after = std::move(builder).Build();
  before = nullptr;
  ASSERT_EQ(after.size(), 999u);
  for (size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].scheme.name(), absl::StrCat("schemes/", i + 1));
  }
}

// In how many pieces of memory the schemes stand.
size_t Runs(const SchemeList& list) {
  size_t runs = 0;
  const CompiledScheme* last = nullptr;
  for (const CompiledScheme& scheme : list) {
    if (last == nullptr || last + 1 != &scheme) ++runs;
    last = &scheme;
  }
  return runs;
}

// Schemes come and go one by one and in numbers, at all places.
TEST(SchemeListTest, ManyChangesLeaveTheRightSchemesInRunsWorthSharing) {
  rules::RandomRules random(5);
  SchemeList list = NewList(700);
  std::vector<CompiledScheme> expected;
  for (const CompiledScheme& scheme : list) expected.push_back(scheme);
  int made = 1'000;
  for (int change = 0; change < 600; ++change) {
    const int often = random.Draw(2) == 0 ? 300 : 5;
    // Also one more after the last, as mostly with names that rise.
    Builder builder(list, list.size());
    std::vector<CompiledScheme> next;
    const auto add = [&] {
      next.push_back(NewScheme(made++));
      builder.Add(next.back());
    };
    for (size_t i = 0; i < list.size(); ++i) {
      const int what = random.Draw(4 * often);
      if (what == 0) continue;
      if (what == 1 || (what == 2 && list.size() < 1'500)) add();
      if (what == 1) continue;
      next.push_back(expected[i]);
      builder.Keep(i);
    }
    if (change % 3 == 0) add();
    SchemeList changed = std::move(builder).Build();
    ASSERT_EQ(changed.size(), next.size());
    ASSERT_LE(Runs(changed), changed.size() / Builder::kShortest + 1);
    for (size_t i = 0; i < next.size(); ++i) {
      ASSERT_TRUE(changed[i].IsSame(next[i])) << i << " of change " << change;
    }
    expected.clear();
    for (const CompiledScheme& scheme : next) expected.push_back(scheme);
    list = std::move(changed);
  }
  // One scheme more copies little, whatever went before.
  Builder builder(list, list.size() + 1);
  for (size_t i = 0; i < list.size(); ++i) builder.Keep(i);
  builder.Add(NewScheme(made));
  const SchemeList last = std::move(builder).Build();
  EXPECT_GT(Shared(list, last) + Builder::kShortest, list.size());
}

}  // namespace
}  // namespace sangam::matching
