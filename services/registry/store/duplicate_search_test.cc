#include "services/registry/store/duplicate_search.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/registry/store/registry_store_fixture.h"
#include "services/registry/store/tables.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DuplicateSearchTest : public RegistryStoreTest {
 protected:
  void SetUp() override {
    RegistryStoreTest::SetUp();
    PutPlaces();
  }

  void Shg(const std::string& name, const std::string& title,
           const std::string& place, const std::string& lokos = "") {
    ASSERT_TRUE(
        PutGroup(
            absl::StrCat(
                "name: '", name, "' kind: SUBJECT_KIND_SHG title: '", title,
                "'", place.empty() ? "" : absl::StrCat(" place: '", place, "'"),
                lokos.empty() ? ""
                              : absl::StrCat(" outside_ids { system: 'LOKOS'"
                                             " value: '",
                                             lokos, "' }")))
            .ok());
  }

  absl::StatusOr<v1::FindDuplicatesResponse> Page(
      const v1::FindDuplicatesRequest& request) {
    return FindDuplicates(&store_->changelog(), request);
  }

  // All pages as one; "groups/a groups/b" for each pair.
  std::vector<std::string> Pairs(
      int page_size = 0,
      type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED) {
    v1::FindDuplicatesRequest request;
    request.set_page_size(page_size);
    request.set_kind(kind);
    std::vector<std::string> pairs;
    coarse_.clear();
    for (int pages = 0; pages < 200; ++pages) {
      const auto page = Page(request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return pairs;
      EXPECT_LE(page->pairs_size(), page_size > 0 ? page_size : 100);
      for (const v1::DuplicatePair& pair : page->pairs()) {
        pairs.push_back(absl::StrCat(pair.first(), " ", pair.second()));
      }
      coarse_.insert(coarse_.end(), page->coarse_places().begin(),
                     page->coarse_places().end());
      if (page->next_page_token().empty()) return pairs;
      request.set_page_token(page->next_page_token());
    }
    ADD_FAILURE() << "the pages have no end";
    return pairs;
  }

  std::vector<std::string> coarse_;
};

TEST_F(DuplicateSearchTest, AnEmptyRegistryHasNone) {
  EXPECT_THAT(Pairs(), IsEmpty());
}

TEST_F(DuplicateSearchTest, SameTitleAtOnePlace) {
  Shg("groups/b", "Maa Durga", "places/v");
  Shg("groups/a", "MAA DURGA SHG", "places/v");
  Shg("groups/c", "Maa Durga", "places/b");
  Shg("groups/d", "Maa Kali", "places/v");
  Shg("groups/e", "Maa Durga", "");
  EXPECT_THAT(Pairs(), ElementsAre("groups/a groups/b"));
}

TEST_F(DuplicateSearchTest, LikeIdsAnywhere) {
  Shg("groups/a", "A", "places/v", "00-12");
  Shg("groups/b", "B", "places/b", "12");
  Shg("groups/c", "C", "", "120");
  EXPECT_THAT(Pairs(), ElementsAre("groups/a groups/b"));
}

TEST_F(DuplicateSearchTest, NoneIsToldTwice) {
  Shg("groups/a", "Maa Durga", "places/v", "012");
  Shg("groups/b", "Maa Durga", "places/v", "12");
  Shg("groups/c", "Maa Durga", "places/v");
  EXPECT_THAT(Pairs(), ElementsAre("groups/a groups/b", "groups/a groups/c"));
}

TEST_F(DuplicateSearchTest, WhatChangedIsNoDuplicateAnyMore) {
  Shg("groups/a", "Maa Durga", "places/v", "012");
  Shg("groups/b", "Maa Durga", "places/v", "12");
  Shg("groups/b", "Maa Kali", "places/v", "13");
  EXPECT_THAT(Pairs(), IsEmpty());
}

TEST_F(DuplicateSearchTest, PagesOfAnySizeTellTheSame) {
  for (int i = 0; i < 7; ++i) {
    Shg(absl::StrCat("groups/v", i), "Maa Durga", "places/v");
    Shg(absl::StrCat("groups/b", i), i < 4 ? "Maa Kali" : "Saraswati",
        "places/b");
    Shg(absl::StrCat("groups/x", i), absl::StrCat("X", i), "",
        absl::StrCat(std::string(i, '0'), "77"));
  }
  const std::vector<std::string> all = Pairs();
  EXPECT_EQ(all.size(), 6 + 3 + 2 + 6);
  for (const int page_size : {1, 2, 3, 5, 1'000}) {
    EXPECT_EQ(Pairs(page_size), all) << page_size;
  }
}

TEST_F(DuplicateSearchTest, OfOneKindWhereAskedFor) {
  Shg("groups/a", "Maa Durga", "places/v");
  Shg("groups/b", "Maa Durga", "places/v");
  for (const char* name : {"enterprises/a", "enterprises/b"}) {
    ASSERT_TRUE(PutEnterprise(absl::StrCat("name: '", name,
                                           "' title: 'Maa Durga' place:"
                                           " 'places/v'"))
                    .ok());
  }
  EXPECT_THAT(Pairs(),
              ElementsAre("enterprises/a enterprises/b", "groups/a groups/b"));
  EXPECT_THAT(Pairs(0, type::v1::SUBJECT_KIND_SHG),
              ElementsAre("groups/a groups/b"));
  EXPECT_THAT(Pairs(0, type::v1::SUBJECT_KIND_ENTERPRISE),
              ElementsAre("enterprises/a enterprises/b"));
}

TEST_F(DuplicateSearchTest, WhatManyHoldIsNoId) {
  // "NA" in as many forms as there are groups.
  for (int i = 0; i <= DuplicateSearch::kMostOfOneId; ++i) {
    Shg(absl::StrCat("groups/g", 100 + i), absl::StrCat("G", i), "",
        absl::StrCat("N", std::string(i, '.'), "A"));
  }
  EXPECT_THAT(Pairs(), IsEmpty());
  // The walk over places tells what that over ids passes over.
  Shg("groups/g100", "Maa Durga", "places/v", "NA");
  Shg("groups/g101", "Maa Durga", "places/v", "N.A");
  EXPECT_THAT(Pairs(), ElementsAre("groups/g100 groups/g101"));
}

TEST_F(DuplicateSearchTest, APlaceOfTooManyIsNamed) {
  v1::ImportEntitiesRequest chunk;
  for (int i = 0; i <= DuplicateSearch::kMostAtPlace; ++i) {
    v1::Group* group = chunk.add_records()->mutable_entity()->mutable_group();
    group->set_name(absl::StrCat("groups/g", i));
    group->set_kind(type::v1::SUBJECT_KIND_SHG);
    group->set_title("Maa Durga");
    group->set_place("places/d1");
    if (chunk.records_size() < 500 && i < DuplicateSearch::kMostAtPlace) {
      continue;
    }
    const auto told = store_->ImportEntities()->Store(chunk);
    ASSERT_TRUE(told.ok()) << told.status();
    ASSERT_EQ(told->rejected_size(), 0);
    chunk.clear_records();
  }
  Shg("groups/x", "Maa Kali", "places/v");
  Shg("groups/y", "Maa Kali", "places/v");
  EXPECT_THAT(Pairs(), ElementsAre("groups/x groups/y"));
  EXPECT_THAT(coarse_, ElementsAre("places/d1"));
}

TEST_F(DuplicateSearchTest, TheIndexFindsLikeIds) {
  SANGAM_SQLITE_ONLY("an empty table is scanned there, whatever its indexes");
  std::string plan;
  ASSERT_TRUE(
      store_->changelog()
          .Read([&](Snapshot& snapshot) {
            sql::Statement rows = snapshot.database().Prepare(
                absl::StrCat("EXPLAIN QUERY PLAN SELECT ", kOutsideIdKeySql,
                             ", subject FROM outside_id WHERE to_revision = ",
                             kHoldsStill, " AND system = ? AND ",
                             kOutsideIdKeySql, " > ? ORDER BY ",
                             kOutsideIdKeySql, ", subject LIMIT ?"),
                "LOKOS", "", int64_t{1});
            while (rows.Next()) {
              absl::StrAppend(&plan, rows.Text(3), "\n");
            }
            return rows.status();
          })
          .ok());
  EXPECT_THAT(plan, testing::HasSubstr("outside_id_by_key (system=? AND"));
  EXPECT_THAT(plan, testing::Not(testing::HasSubstr("TEMP B-TREE")));
}

TEST_F(DuplicateSearchTest, BadRequestsAreRefused) {
  v1::FindDuplicatesRequest request;
  request.set_page_size(-1);
  EXPECT_EQ(FaultOf(Page(request).status()), "page_size");
  request.set_page_size(0);
  request.set_page_token("x");
  EXPECT_EQ(FaultOf(Page(request).status()), "page_token");
  request.clear_page_token();
  const auto first = Page(request);
  ASSERT_TRUE(first.ok()) << first.status();
  request.set_page_token(first->next_page_token());
  request.set_kind(type::v1::SUBJECT_KIND_SHG);
  EXPECT_EQ(FaultOf(Page(request).status()), "page_token");
}

}  // namespace
}  // namespace sangam::registry
