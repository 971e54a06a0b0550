// Lists by filter and order, against what the reference evaluator says of every
// record.
#include "services/registry/lists/subject_list.h"

#include <algorithm>
#include <random>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/clock/civil_date.h"
#include "common/rules/rule.h"
#include "common/rules/subject_view.h"
#include "gmock/gmock.h"
#include "services/registry/lists/list_fixture.h"
#include "services/registry/lists/list_index.h"
#include "services/registry/lists/listed_record.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPlaces[] = {"places/lgd-state-17",
                                   "places/lgd-state-18",
                                   "places/d1",
                                   "places/d2",
                                   "places/d3",
                                   "places/s",
                                   "places/b",
                                   "places/p",
                                   "places/v",
                                   "places/w",
                                   "places/lost"};
constexpr const char* kOrders[] = {
    "",          "name",       "title",        "members",         "update_time",
    "name desc", "title desc", "members desc", "update_time desc"};

class SubjectListTest : public ListTest {
 protected:
  void SetUp() override {
    ListTest::SetUp();
    PutPlaces();
    for (const char* place : {
             "name: 'places/lgd-state-18' kind: PLACE_KIND_STATE",
             "name: 'places/d3' kind: PLACE_KIND_DISTRICT"
             " revenue_parent: 'places/lgd-state-18'",
             "name: 'places/w' kind: PLACE_KIND_URBAN_LOCAL_BODY"
             " urban_parent: 'places/lgd-state-18'",
             "name: 'places/lost' kind: PLACE_KIND_VILLAGE",
         }) {
      ASSERT_TRUE(PutPlace(place).ok()) << place;
    }
    ASSERT_TRUE(PutGroup("name: 'groups/vo0' kind: SUBJECT_KIND_VO").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/vo1' kind: SUBJECT_KIND_VO"
                         " place: 'places/d3'")
                    .ok());
  }

  int Draw(int below) {
    return std::uniform_int_distribution<int>(0, below - 1)(random_);
  }

  std::string SomePlace() { return kPlaces[Draw(std::size(kPlaces))]; }

  void PutSomeGroup(int i) {
    const char* kinds[] = {"SHG", "SHG", "VO", "JLG"};
    const char* kind = kinds[Draw(4)];
    std::string record =
        absl::StrCat("name: 'groups/g", i, "' kind: SUBJECT_KIND_", kind);
    if (Draw(5) > 0) absl::StrAppend(&record, " place: '", SomePlace(), "'");
    if (Draw(5) > 0) absl::StrAppend(&record, " title: 'T", Draw(6), "'");
    if (std::string(kind) == "SHG" && Draw(2) == 0) {
      absl::StrAppend(&record, " parent: 'groups/vo", Draw(2), "'");
    }
    std::string profile;
    if (Draw(4) > 0) absl::StrAppend(&profile, " members: ", Draw(8) + 8);
    if (Draw(2) > 0) {
      absl::StrAppend(&profile,
                      " women_owned: ", Draw(2) == 0 ? "true" : "false");
    }
    absl::StrAppend(&record, " profile {", profile, "}");
    if (Draw(3) == 0) clock_.Advance(absl::Seconds(1));
    const absl::Status put = PutGroup(record);
    EXPECT_TRUE(put.ok()) << record << ": " << put;
  }

  std::string SomeFilter() {
    std::string filter;
    for (int i = Draw(3); i >= 0; --i) {
      absl::StrAppend(&filter, filter.empty() ? "" : " && ", SomeCondition());
    }
    return filter;
  }

  std::string SomeCondition() {
    switch (Draw(10)) {
      case 0:
      case 1:
        return absl::StrCat("place.within('", SomePlace(), "')");
      case 2:
        return absl::StrCat("place.within(['", SomePlace(), "', '", SomePlace(),
                            "'])");
      case 3:
        return absl::StrCat("subject.kind == '", Draw(2) == 0 ? "SHG" : "VO",
                            "'");
      case 4:
        return "subject.kind in ['JLG', 'VO']";
      case 5:
        return absl::StrCat("members >= ", Draw(10) + 7);
      case 6:
        return absl::StrCat("members < ", Draw(10) + 7);
      case 7:
        return absl::StrCat("parent == 'groups/vo", Draw(2), "'");
      case 8:
        return absl::StrCat("!place.within('", SomePlace(), "')");
      default:
        return "(women_owned || members == 9)";
    }
  }

  // What a list must give, by the reference evaluator and the profiles that the
  // registry tells.
  std::vector<std::string> Expected(const std::string& filter,
                                    const std::string& order_by) {
    const auto rule = Rule::Compile(filter.empty() ? "true" : filter,
                                    ListDictionary("groups"));
    EXPECT_TRUE(rule.ok()) << filter << rule.status();
    std::vector<std::tuple<int64_t, std::string, std::string>> found;
    for (const v1::Group& group : AllGroups()) {
      const auto profile = Profile(group.name());
      const ListedRecord listed = ToListedRecord(group);
      const SubjectView view(listed.profile,
                             PlaceChain::FromProto(profile->place_chain()),
                             IndiaDay(clock_.Now()), ListDictionary("groups"));
      if (rule->Evaluate(view, Directory()) != Truth::kTrue) continue;
      int64_t number = 0;
      if (absl::StartsWith(order_by, "members")) number = listed.members;
      if (absl::StartsWith(order_by, "update_time")) {
        number = group.update_time().seconds();
      }
      found.emplace_back(
          number, absl::StartsWith(order_by, "title") ? group.title() : "",
          group.name());
    }
    std::sort(found.begin(), found.end());
    if (absl::EndsWith(order_by, " desc")) {
      std::reverse(found.begin(), found.end());
    }
    std::vector<std::string> names;
    for (const auto& entry : found) names.push_back(std::get<2>(entry));
    return names;
  }

  std::mt19937_64 random_{20261122};
};

TEST_F(SubjectListTest, EveryFilterAndOrderGivesWhatTheEvaluatorSays) {
  for (int i = 0; i < 60; ++i) PutSomeGroup(i);
  int found = 0;
  for (int i = 0; i < 150; ++i) {
    const std::string filter = SomeFilter();
    const std::string order = kOrders[Draw(std::size(kOrders))];
    const std::vector<std::string> names = ListAll(filter, order, 1 + Draw(9));
    EXPECT_EQ(names, Expected(filter, order)) << filter << " by " << order;
    found += static_cast<int>(names.size());
  }
  EXPECT_GT(found, 500) << "the filters must not all be empty";
}

TEST_F(SubjectListTest, SubjectsFollowAPlaceThatMoves) {
  for (int i = 0; i < 30; ++i) PutSomeGroup(i % 10 + 100);
  ASSERT_TRUE(PutGroup("name: 'groups/in-v' kind: SUBJECT_KIND_SHG"
                       " place: 'places/v'")
                  .ok());
  EXPECT_THAT(ListAll("place.within('places/d2') && subject.kind == 'SHG'"
                      " && parent == 'groups/none'",
                      "title"),
              IsEmpty());
  // The block first leaves the district, as two at once can't hold a village.
  ASSERT_TRUE(PutPlace("name: 'places/b' kind: PLACE_KIND_BLOCK").ok());
  ASSERT_TRUE(PutPlace("name: 'places/s' kind: PLACE_KIND_SUB_DISTRICT"
                       " revenue_parent: 'places/d2'")
                  .ok());
  for (const char* place :
       {"places/d1", "places/d2", "places/lgd-state-17", "places/b"}) {
    const std::string filter = absl::StrCat("place.within('", place, "')");
    for (const char* order : {"title", "members desc"}) {
      EXPECT_EQ(ListAll(filter, order), Expected(filter, order))
          << filter << " by " << order;
    }
  }
  EXPECT_THAT(
      ListAll("place.within('places/d2') && subject.kind == 'SHG'", "name"),
      testing::Contains("groups/in-v"));
}

TEST_F(SubjectListTest, EnterprisesAndClustersAreListedToo) {
  ASSERT_TRUE(PutGroup("name: 'groups/g' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/a' title: 'Z'"
                            " group: 'groups/g' place: 'places/v'"
                            " affiliation: AFFILIATION_STATE_DRAFT")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/b' title: 'Y'"
                            " place: 'places/w' profile { products { values:"
                            " 'mats' } }"
                            " affiliation: AFFILIATION_STATE_AFFILIATED")
                  .ok());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/c' title: 'X'").ok());
  EXPECT_THAT(EnterpriseNames("affiliation == 'DRAFT'", "title"),
              ElementsAre("enterprises/a"));
  EXPECT_THAT(
      EnterpriseNames("affiliation in ['DRAFT', 'AFFILIATED']", "title"),
      ElementsAre("enterprises/b", "enterprises/a"));
  EXPECT_THAT(EnterpriseNames("!(affiliation == 'DRAFT')", ""),
              ElementsAre("enterprises/b"))
      << "of the third it is not known";
  EXPECT_THAT(EnterpriseNames("group == 'groups/g'", "title desc"),
              ElementsAre("enterprises/a"));
  EXPECT_THAT(
      EnterpriseNames("place.within('places/lgd-state-17')", "update_time"),
      ElementsAre("enterprises/a"));
  ASSERT_TRUE(PutCluster("name: 'clusters/c' title: 'C' place: 'places/b'"
                         " profile { members: 40 }")
                  .ok());
  ASSERT_TRUE(PutCluster("name: 'clusters/d' title: 'B'").ok());
  EXPECT_THAT(ClusterNames("", "title"),
              ElementsAre("clusters/d", "clusters/c"));
  EXPECT_THAT(ClusterNames("members > 30", "members"),
              ElementsAre("clusters/c"));
  EXPECT_THAT(ClusterNames("place.within('places/d1')", "title desc"),
              ElementsAre("clusters/c"));
}

TEST_F(SubjectListTest, WhatCannotBeAskedIsRefused) {
  EXPECT_EQ(FaultOf(ListGroups("membrs > 1", "").status()), "filter");
  EXPECT_EQ(FaultOf(ListGroups("", "titel").status()), "order_by");
  EXPECT_EQ(FaultOf(ListGroups("", "title asc").status()), "order_by");
  EXPECT_EQ(FaultOf(ListGroups("", "title", -1).status()), "page_size");
  EXPECT_EQ(FaultOf(ListGroups("place.within('places/none')", "").status()),
            "filter");
  EXPECT_EQ(FaultOf(ListGroups("parent == 'groups/\\u0000'", "").status()),
            "filter");
  const auto first = ListGroups("", "title", 1);
  ASSERT_TRUE(first.ok()) << first.status();
  std::string payload;
  ASSERT_TRUE(Unseal(first->next_page_token(), &payload));
  for (const std::string& token :
       {std::string("junk"), Seal(absl::StrCat(payload, std::string(1, 0)))}) {
    EXPECT_EQ(FaultOf(ListGroups("", "title", 1, token).status()),
              "page_token");
  }
}

TEST_F(SubjectListTest, APageThatLooksAtManyRowsEndsEarly) {
  // Imported, because that is quick; only the last of them is asked for.
  ASSERT_TRUE(ImportGroups(static_cast<int>(kMostEvaluated) + 500,
                           "members: 12", "members: 12 women_owned: true")
                  .ok());
  const auto first = ListGroups("women_owned", "title", 5);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->groups_size(), 0);
  EXPECT_NE(first->next_page_token(), "");
  EXPECT_EQ(ListAll("women_owned", "title", 5).size(), 1u);
  EXPECT_EQ(ListAll("women_owned && members < 20", "update_time", 5).size(),
            1u);
}

TEST_F(SubjectListTest, APageThatLooksAtManyBytesEndsEarly) {
  ASSERT_TRUE(ImportGroups(1, "members: 12", "women_owned: true").ok());
  for (int i = 0; i < 60; ++i) {
    ASSERT_TRUE(PutLargeGroup(absl::StrCat("a-", 100 + i), 12).ok());
  }
  const auto first = ListGroups("women_owned", "title", 5);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->groups_size(), 0);
  EXPECT_NE(first->next_page_token(), "");
  EXPECT_EQ(ListAll("women_owned", "title", 5).size(), 1u);
  // Of the large ones themselves, a page has about as many as fill it.
  const auto full = ListGroups("subject.kind == 'SHG'", "title", 1'000);
  ASSERT_TRUE(full.ok()) << full.status();
  EXPECT_EQ(full->groups_size(), 2);
  EXPECT_EQ(ListAll("subject.kind == 'SHG'", "title desc", 1'000).size(), 61u);
}

// Not a declared pair: those of the range are wherever their titles are.
TEST_F(SubjectListTest, ARangeInAnotherOrderEndsPagesEarly) {
  constexpr int kInRange = static_cast<int>(ListIndex::kMostWithMembers) + 1;
  ASSERT_TRUE(ImportGroups(static_cast<int>(kMostEntries) + 50 + kInRange,
                           "members: 9", "members: 12", kInRange)
                  .ok());
  const auto first = ListGroups("members >= 12", "title", 5);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->groups_size(), 0);
  EXPECT_NE(first->next_page_token(), "");
  EXPECT_EQ(ListAll("members >= 12", "title", 500).size(),
            static_cast<size_t>(kInRange));
}

// Then their district is read in order, not they looked up and sorted.
TEST_F(SubjectListTest, APlaceThatHoldsManyIsListedInEveryOrder) {
  const char* places[] = {"places/b", "places/v",  "places/p",
                          "places/b", "places/d2", "places/s"};
  v1::ImportEntitiesRequest request;
  request.set_request_id("many");
  for (int i = 0; i < 800; ++i) {
    v1::Group* group = request.add_records()->mutable_entity()->mutable_group();
    group->set_name(absl::StrCat("groups/many-", (i * 7) % 800));
    group->set_kind(i % 9 == 0 ? type::v1::SUBJECT_KIND_JLG
                               : type::v1::SUBJECT_KIND_SHG);
    group->set_title(absl::StrCat("T", i % 13));
    group->set_place(places[i % std::size(places)]);
    group->mutable_profile()->set_members(8 + i % 8);
  }
  const auto stored = store_->ImportEntities()->Store(request);
  ASSERT_TRUE(stored.ok()) << stored.status();
  ASSERT_EQ(stored->rejected_size(), 0);
  const std::pair<const char*, const char*> lists[] = {
      {"place.within('places/b')", "title"},
      {"place.within(['places/b', 'places/d2']) && subject.kind == 'JLG'",
       "members desc"},
      {"place.within('places/b') && members >= 11", "title desc"}};
  for (const auto& [filter, order] : lists) {
    EXPECT_EQ(ListAll(filter, order, 60 + Draw(50)), Expected(filter, order))
        << filter << " by " << order;
  }
}

}  // namespace
}  // namespace sangam::registry
