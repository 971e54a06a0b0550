#include "services/scheme_catalog/store/scheme_search.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/sql/test_store.h"
#include "gmock/gmock.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SchemeSearchTest : public CatalogStoreFixture {
 protected:
  absl::Status Put(const std::string& id, const std::string& title,
                   const std::string& purpose = "",
                   const std::string& hindi = "") {
    v1::UpdateSchemeRequest request;
    request.set_allow_missing(true);
    v1::Scheme* scheme = request.mutable_scheme();
    scheme->set_name(absl::StrCat("schemes/", id));
    scheme->set_department("departments/dc");
    (*scheme->mutable_title()->mutable_text())["en"] = title;
    if (!hindi.empty())
      (*scheme->mutable_title()->mutable_text())["hi"] = hindi;
    if (!purpose.empty()) {
      (*scheme->mutable_purpose()->mutable_text())["en"] = purpose;
    }
    scheme->add_also_known_as(absl::StrCat("Yojana ", id));
    v1::UpdateSchemeResponse response;
    return store_->schemes().Update(request, &response);
  }

  v1::SearchSchemesResponse Search(const std::string& query, int page_size = 0,
                                   const std::string& page_token = "") {
    v1::SearchSchemesRequest request;
    request.set_query(query);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    v1::SearchSchemesResponse response;
    EXPECT_EQ(store_->search().Search(request, &response), absl::OkStatus())
        << query;
    return response;
  }
  std::vector<std::string> Found(const std::string& query) {
    std::vector<std::string> names;
    const v1::SearchSchemesResponse response = Search(query);
    for (const v1::Scheme& scheme : response.schemes()) {
      names.push_back(scheme.name());
    }
    return names;
  }
};

TEST_F(SchemeSearchTest, EveryWordMustOccurTheLastAsABeginning) {
  ASSERT_EQ(Put("looms", "New looms for weavers"), absl::OkStatus());
  ASSERT_EQ(Put("dyes", "Dyes", "For weavers and dyers"), absl::OkStatus());
  EXPECT_THAT(Found("weavers"), ElementsAre("schemes/looms", "schemes/dyes"));
  EXPECT_THAT(Found("WEAVERS loo"), ElementsAre("schemes/looms"));
  EXPECT_THAT(Found("loo weavers"), IsEmpty());
  EXPECT_THAT(Found("yojana dy"), ElementsAre("schemes/dyes"));
  EXPECT_THAT(Found("tractor"), IsEmpty());
}

TEST_F(SchemeSearchTest, HindiWordsAreWhole) {
  ASSERT_EQ(Put("looms", "Looms", "", "हथकरघा सहायता योजना"), absl::OkStatus());
  EXPECT_THAT(Found("हथकरघा"), ElementsAre("schemes/looms"));
  EXPECT_THAT(Found("सहायता हथक"), ElementsAre("schemes/looms"));
  EXPECT_THAT(Found("योजना।"), ElementsAre("schemes/looms"));
  // A part of a word after a mark is not a word.
  EXPECT_THAT(Found("यता"), IsEmpty());
}

TEST_F(SchemeSearchTest, SignsHaveNoMeaning) {
  ASSERT_EQ(Put("looms", "Loom aid"), absl::OkStatus());
  for (const char* query :
       {"loom,aid", "\"loom\" aid", "loom* AND", "(loom", "loom - aid",
        "title:loom", "loom^2", "NEAR(loom aid)", "'; DROP TABLE schemes",
        "₹ — …", "*", "\\", "{loom}:"}) {
    Search(query);
  }
  EXPECT_THAT(Found("loom,aid"), ElementsAre("schemes/looms"));
  EXPECT_THAT(Found("“loom” — ₹"), testing::Contains("schemes/looms"));
  EXPECT_THAT(Found("loom OR tractor"), IsEmpty());
  EXPECT_THAT(Found("*"), IsEmpty());
}

TEST_F(SchemeSearchTest, TheIndexFollowsChangesAndRemovals) {
  ASSERT_EQ(Put("looms", "Looms"), absl::OkStatus());
  ASSERT_EQ(Put("looms", "Kilns"), absl::OkStatus());
  EXPECT_THAT(Found("kilns"), ElementsAre("schemes/looms"));
  EXPECT_THAT(Found("kilns looms"), ElementsAre("schemes/looms"));
  ASSERT_EQ(DeleteScheme("schemes/looms"), absl::OkStatus());
  EXPECT_THAT(Found("kilns"), IsEmpty());
}

TEST_F(SchemeSearchTest, PagesAreOfOneQuery) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(Put(absl::StrCat("s", i), "Kilns"), absl::OkStatus());
  }
  std::vector<std::string> names;
  std::string token;
  do {
    const v1::SearchSchemesResponse page = Search("kilns", 2, token);
    EXPECT_LE(page.schemes_size(), 2);
    for (const v1::Scheme& scheme : page.schemes()) {
      names.push_back(scheme.name());
    }
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_THAT(names,
              UnorderedElementsAre("schemes/s0", "schemes/s1", "schemes/s2",
                                   "schemes/s3", "schemes/s4"));
  v1::SearchSchemesRequest request;
  request.set_query("yojana");
  request.set_page_token(Search("kilns", 2).next_page_token());
  v1::SearchSchemesResponse response;
  EXPECT_EQ(FirstField(store_->search().Search(request, &response)),
            "page_token");
  request.set_page_token("abc");
  EXPECT_EQ(FirstField(store_->search().Search(request, &response)),
            "page_token");
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(FirstField(store_->search().Search(request, &response)),
            "page_size");
  request.clear_page_size();
  request.set_query(" ");
  EXPECT_EQ(FirstField(store_->search().Search(request, &response)), "query");
}

// A store that only migration 1 has seen.
TEST(CatalogMigrationTest, AnOldStoreIsBroughtUpToDate) {
  sql::TestStore database;
  const sql::StoreAddress address = database.Address("old.db");
  const FakeClock clock(absl::FromUnixSeconds(1'700'000'000));
  const CatalogTables tables;
  {
    Changelog::Options options;
    options.address = address;
    options.start.migrate = true;
    options.store = "scheme_catalog";
    options.migrations = {CatalogMigrations(tables)[0]};
    auto old = Changelog::Open(std::move(options), &clock);
    ASSERT_TRUE(old.ok()) << old.status();
    v1::Scheme scheme;
    scheme.set_name("schemes/looms");
    scheme.set_department("departments/dc");
    (*scheme.mutable_title()->mutable_text())["en"] = "Looms";
    ASSERT_EQ((*old)->Write([&](WriteTransaction& transaction) {
      return tables.schemes
          .Put(transaction, scheme.name(), scheme.SerializeAsString(),
               {scheme.department()})
          .status();
    }),
              absl::OkStatus());
  }
  const auto store = CatalogStore::Open(
      address, &clock, &AttributeDictionary::BuiltIn(), {.migrate = true});
  ASSERT_TRUE(store.ok()) << store.status();
  v1::SearchSchemesRequest request;
  request.set_query("loo");
  v1::SearchSchemesResponse response;
  ASSERT_EQ((*store)->search().Search(request, &response), absl::OkStatus());
  ASSERT_EQ(response.schemes_size(), 1);
  EXPECT_EQ(response.schemes(0).name(), "schemes/looms");
  EXPECT_FALSE(response.schemes(0).etag().empty());
  v1::GetAttributeRequest get;
  get.set_name("attributes/members");
  v1::GetAttributeResponse got;
  EXPECT_EQ((*store)->attributes().Get(get, &got), absl::OkStatus());
}

}  // namespace
}  // namespace sangam::scheme_catalog
