// The state that a list is of: all pages show that of the first, whatever is
// written meanwhile.
#include <map>
#include <random>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "services/registry/lists/later_changes.h"
#include "services/registry/lists/list_fixture.h"
#include "services/registry/store/older_schema.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

class ListStateTest : public ListTest {
 protected:
  void Put(const std::string& name, const std::string& title, int members) {
    clock_.Advance(absl::Seconds(1));
    const absl::Status put = PutGroup(absl::StrCat(
        "name: 'groups/", name, "' kind: SUBJECT_KIND_SHG title: '", title,
        "' profile { members: ", members, " }"));
    EXPECT_TRUE(put.ok()) << put;
  }
};

TEST_F(ListStateTest, FurtherPagesShowTheStateOfTheFirst) {
  std::mt19937_64 random(7);
  const auto draw = [&](int below) {
    return static_cast<int>(random() % static_cast<uint64_t>(below));
  };
  for (const char* order :
       {"name", "title", "members desc", "update_time", "update_time desc"}) {
    for (int i = 0; i < 20; ++i) {
      Put(absl::StrCat("g", i), absl::StrCat("T", draw(9)), 10 + draw(5));
    }
    const std::string filter = "members >= 11 && subject.kind == 'SHG'";
    const std::vector<std::string> before = ListAll(filter, order, 50);
    std::vector<std::string> names;
    std::string page_token, state;
    do {
      const auto page = ListGroups(filter, order, 3, page_token);
      ASSERT_TRUE(page.ok()) << page.status();
      if (state.empty()) state = page->token();
      EXPECT_EQ(page->token(), state);
      for (const v1::Group& group : page->groups()) {
        names.push_back(group.name());
      }
      page_token = page->next_page_token();
      Put(absl::StrCat("g", draw(25)), absl::StrCat("T", draw(9)),
          10 + draw(5));
      // It may be gone already.
      if (draw(2) == 0) {
        DeleteGroup(absl::StrCat("groups/g", draw(20))).IgnoreError();
      }
    } while (!page_token.empty());
    EXPECT_EQ(names, before) << order;
    EXPECT_EQ(ListAll(filter, order, 4, state), before) << order;
  }
}

TEST_F(ListStateTest, APageTokenOfAnotherQueryIsRefused) {
  for (int i = 0; i < 3; ++i) Put(absl::StrCat("g", i), "T", 12);
  const auto first = ListGroups("members > 3", "title", 1);
  ASSERT_NE(first->next_page_token(), "");
  const auto fault = [&](const std::string& filter, const std::string& order) {
    return FaultOf(
        ListGroups(filter, order, 1, first->next_page_token()).status());
  };
  EXPECT_EQ(fault("members > 3", "title"), "");
  EXPECT_EQ(fault("members > 4", "title"), "page_token");
  EXPECT_EQ(fault("members > 3", "title desc"), "page_token");
  EXPECT_EQ(fault("members > 3", "name"), "page_token");
  EXPECT_EQ(fault("", ""), "page_token");
}

TEST_F(ListStateTest, AStateLongPastIsListedByNameAlone) {
  Put("a", "Z", 12);
  Put("b", "Y", 12);
  Put("c", "X", 9);
  const std::string state = token_;
  ASSERT_TRUE(ImportGroups(static_cast<int>(kMostLaterRecords) + 1,
                           "members: 15", "members: 15")
                  .ok());
  Put("a", "A", 1);
  EXPECT_THAT(ListAll("members > 10", "name", 1, state),
              ElementsAre("groups/a", "groups/b"));
  const absl::Status by_title =
      ListGroups("members > 10", "title", 1, "", state).status();
  EXPECT_EQ(by_title.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ReasonOf(by_title), type::v1::ERROR_REASON_REVISION_COMPACTED);
}

// However few they are, what they were is not all read for one page.
TEST_F(ListStateTest, AStateOfLargeRecordsIsListedByNameAndFewBytesAPage) {
  constexpr int kRecords = 1 + kMostLaterBytes / (300 * 1024);
  for (int i = 0; i < kRecords; ++i) {
    ASSERT_TRUE(
        PutLargeGroup(absl::StrCat("a-", 100 + i), i + 1 == kRecords ? 12 : 9)
            .ok());
  }
  const std::string state = token_;
  const std::string last = absl::StrCat("groups/a-", 99 + kRecords);
  for (int i = 0; i < kRecords; ++i) {
    Put(absl::StrCat("a-", 100 + i), "B", 20);
  }
  EXPECT_EQ(
      ReasonOf(ListGroups("members > 10", "title", 5, "", state).status()),
      type::v1::ERROR_REASON_REVISION_COMPACTED);
  const auto first = ListGroups("members > 10", "name", 5, "", state);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->groups_size(), 0);
  EXPECT_NE(first->next_page_token(), "");
  EXPECT_THAT(ListAll("members > 10", "name", 5, state), ElementsAre(last));
  const auto all = ListGroups("members > 1", "name", 1'000, "", state);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->groups_size(), 2);
}

TEST_F(ListStateTest, APlaceThatNeverWasIsAnErrorInAStateLongPastToo) {
  PutPlaces();
  const std::string state = token_;
  ASSERT_TRUE(
      PutPlace("name: 'places/lgd-state-18' kind: PLACE_KIND_STATE").ok());
  ASSERT_TRUE(PutPlace("name: 'places/d1' kind: PLACE_KIND_DISTRICT"
                       " revenue_parent: 'places/lgd-state-18'")
                  .ok());
  EXPECT_EQ(
      FaultOf(ListGroups("place.within('places/none')", "name", 1, "", state)
                  .status()),
      "filter");
  EXPECT_TRUE(
      ListGroups("place.within('places/d1')", "name", 1, "", state).ok());
}

TEST_F(ListStateTest, AListBeforeAPlaceMovedIsOfThePlacesOfThen) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG"
                       " place: 'places/d1'")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG"
                       " place: 'places/d1'")
                  .ok());
  const std::string state = token_;
  ASSERT_TRUE(
      PutPlace("name: 'places/lgd-state-18' kind: PLACE_KIND_STATE").ok());
  ASSERT_TRUE(PutPlace("name: 'places/d1' kind: PLACE_KIND_DISTRICT"
                       " revenue_parent: 'places/lgd-state-18'")
                  .ok());
  const std::string within = "place.within('places/lgd-state-17')";
  EXPECT_THAT(ListAll(within, "name", 1, state),
              ElementsAre("groups/a", "groups/b"));
  EXPECT_THAT(ListAll(within, "name", 1), ElementsAre());
}

TEST_F(ListStateTest, AnOlderStoreIsListedWhenItIsMigrated) {
  PutPlaces();
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG title: 'B'"
                       " place: 'places/v' profile { members: 11 }")
                  .ok());
  ASSERT_TRUE(PutGroup("name: 'groups/b' kind: SUBJECT_KIND_VO title: 'A'"
                       " place: 'places/lgd-state-17'")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' title: 'E'"
                            " place: 'places/b'"
                            " affiliation: AFFILIATION_STATE_DRAFT")
                  .ok());
  ASSERT_TRUE(store_->changelog()
                  .Write([](WriteTransaction& transaction) {
                    return transaction.database().Execute(
                        UndoMigrationsAfterTheFourthSql());
                  })
                  .ok());
  std::map<std::string, int64_t> told;
  OpenWith({.migrate = true,
            .on_migration = [&](absl::string_view step, int64_t rows) {
              told[std::string(step)] = rows;
            }});
  EXPECT_EQ(told["columns of groups"], 2);
  EXPECT_EQ(told["columns of enterprises"], 1);
  EXPECT_THAT(ListAll("place.within('places/lgd-state-17')", "title"),
              ElementsAre("groups/b", "groups/a"));
  EXPECT_THAT(ListAll("place.within('places/d1') && members == 11", "members"),
              ElementsAre("groups/a"));
  EXPECT_THAT(EnterpriseNames("place.within('places/d1')"
                              " && affiliation == 'DRAFT'",
                              "title"),
              ElementsAre("enterprises/e"));
}

}  // namespace
}  // namespace sangam::registry
