#include "common/changelog/standard_methods.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/changelog/place_store_fixture.h"
#include "gmock/gmock.h"

namespace sangam {
namespace {

using registry::v1::UpdatePlaceRequest;
using testing::ElementsAre;

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(status)) {
    fields.push_back(violation.field);
  }
  return fields;
}

UpdatePlaceRequest UpdateOf(const std::string& name, const std::string& title) {
  UpdatePlaceRequest request;
  request.mutable_place()->set_name(name);
  request.mutable_place()->set_title(title);
  return request;
}

using StandardMethodsTest = PlaceStoreTest;

TEST_F(StandardMethodsTest, CreatesOnce) {
  const auto created = Create("places/a", "A");
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_FALSE(created->place().etag().empty());
  EXPECT_EQ(RevisionOf(created->token()), 1);
  EXPECT_EQ(ReasonOf(Create("places/a", "A").status()),
            type::v1::ERROR_REASON_RESOURCE_EXISTS);
}

TEST_F(StandardMethodsTest, NamesTheFieldsAtFault) {
  EXPECT_THAT(FieldsOf(Create("x").status()), ElementsAre("place.name"));
  EXPECT_THAT(FieldsOf(Create("x", "bad").status()),
              ElementsAre("place.name", "place.title"));
  EXPECT_THAT(FieldsOf(Create("places/a", "bad").status()),
              ElementsAre("place.title"));
  EXPECT_THAT(FieldsOf(Get("x").status()), ElementsAre("name"));
  EXPECT_THAT(FieldsOf(Delete("x").status()), ElementsAre("name"));
  registry::v1::CreatePlaceResponse response;
  EXPECT_THAT(
      FieldsOf(methods_->Create(registry::v1::CreatePlaceRequest(), &response)),
      ElementsAre("place"));
  EXPECT_THAT(FieldsOf(List(-1).status()), ElementsAre("page_size"));
}

TEST_F(StandardMethodsTest, ABadNewResourceDoesNotWaitForTheWriter) {
  const absl::Status held = changelog_->Write([&](WriteTransaction&) {
    EXPECT_EQ(FieldViolationsOf(Create("places/a", "bad").status())[0].field,
              "place.title");
    return absl::OkStatus();
  });
  EXPECT_TRUE(held.ok()) << held;
}

TEST_F(StandardMethodsTest, WhoIsGoneDoesNotWaitForTheWriter) {
  const StandardMethods methods = methods_->Until([] { return true; });
  registry::v1::CreatePlaceRequest request;
  request.mutable_place()->set_name("places/a");
  const absl::Status held = changelog_->Write([&](WriteTransaction&) {
    for (const bool validate_only : {false, true}) {
      request.set_validate_only(validate_only);
      registry::v1::CreatePlaceResponse response;
      EXPECT_EQ(methods.Create(request, &response), DeadlineExceededError());
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(held.ok()) << held;
}

TEST_F(StandardMethodsTest, WhatIsMissingIsNotFound) {
  EXPECT_EQ(Get("places/a").status(), NotFoundError("places/a"));
  EXPECT_EQ(Update(UpdateOf("places/a", "A")).status(),
            NotFoundError("places/a"));
  EXPECT_EQ(Delete("places/a").status(), NotFoundError("places/a"));
}

TEST_F(StandardMethodsTest, OnlyTheMaskedFieldsChange) {
  registry::v1::CreatePlaceRequest create;
  create.mutable_place()->set_name("places/a");
  create.mutable_place()->set_title("A");
  create.mutable_place()->set_lgd_code(5);
  create.mutable_place()->add_aliases("old");
  create.mutable_place()->mutable_provenance()->set_asserted_by("DOCUMENT");
  registry::v1::CreatePlaceResponse created;
  ASSERT_TRUE(methods_->Create(create, &created).ok());

  UpdatePlaceRequest request = UpdateOf("places/a", "ignored");
  request.mutable_place()->add_aliases("new");
  for (const char* path : {"aliases", "lgd_code", "provenance.asserted_by"}) {
    request.mutable_update_mask()->add_paths(path);
  }
  const auto updated = Update(request);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->outcome(), type::v1::WRITE_OUTCOME_UPDATED);
  EXPECT_EQ(updated->place().title(), "A");
  EXPECT_THAT(updated->place().aliases(), ElementsAre("new"));
  EXPECT_FALSE(updated->place().has_lgd_code());
  EXPECT_EQ(updated->place().provenance().asserted_by(), "");
  EXPECT_NE(updated->place().etag(), created.place().etag());

  request.mutable_update_mask()->add_paths("nowhere");
  EXPECT_THAT(FieldsOf(Update(request).status()), ElementsAre("update_mask"));
  request.mutable_update_mask()->set_paths(3, "");
  EXPECT_THAT(FieldsOf(Update(request).status()), ElementsAre("update_mask"));
}

TEST_F(StandardMethodsTest, AnEmptyMaskOrAStarReplacesAll) {
  ASSERT_TRUE(Create("places/a", "A").ok());
  UpdatePlaceRequest request = UpdateOf("places/a", "");
  request.mutable_place()->set_lgd_code(7);
  EXPECT_EQ(Update(request)->place().title(), "");
  request.mutable_update_mask()->add_paths("*");
  request.mutable_place()->set_title("B");
  EXPECT_EQ(Update(request)->place().title(), "B");
  request.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(FieldsOf(Update(request).status()), ElementsAre("update_mask"));
}

TEST_F(StandardMethodsTest, AnUpdateThatChangesNothingTakesNoRevision) {
  const auto created = Create("places/a", "A");
  const auto updated = Update(UpdateOf("places/a", "A"));
  ASSERT_TRUE(updated.ok());
  EXPECT_EQ(updated->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  EXPECT_EQ(updated->place().etag(), created->place().etag());
  EXPECT_EQ(updated->token(), created->token());
  EXPECT_EQ(Head(), 1);
}

TEST_F(StandardMethodsTest, AllowMissingCreates) {
  UpdatePlaceRequest request = UpdateOf("places/a", "A");
  request.set_allow_missing(true);
  EXPECT_EQ(Update(request)->outcome(), type::v1::WRITE_OUTCOME_CREATED);
  EXPECT_EQ(Update(request)->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
}

TEST_F(StandardMethodsTest, AStaleEtagIsRefused) {
  const std::string stale = Create("places/a", "A")->place().etag();
  UpdatePlaceRequest request = UpdateOf("places/a", "B");
  request.mutable_place()->set_etag(stale);
  const auto updated = Update(request);
  ASSERT_TRUE(updated.ok());
  request.mutable_place()->set_title("C");
  EXPECT_EQ(Update(request).status(), EtagMismatchError("places/a"));
  EXPECT_EQ(Delete("places/a", stale).status(), EtagMismatchError("places/a"));
  EXPECT_TRUE(Delete("places/a", updated->place().etag()).ok());
  request.set_allow_missing(true);
  EXPECT_EQ(Update(request).status(), EtagMismatchError("places/a"));
  EXPECT_NE(Create("places/a", "A")->place().etag(), stale);
}

TEST_F(StandardMethodsTest, ARepeatedRequestGetsTheFirstAnswerAlsoAfterReopen) {
  const auto first = Create("places/a", "A", "id-1");
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(Delete("places/a").ok());
  Open();
  const auto again = Create("places/a", "A", "id-1");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(ReasonOf(Get("places/a").status()),
            type::v1::ERROR_REASON_RESOURCE_NOT_FOUND);
  EXPECT_EQ(ReasonOf(Create("places/a", "B", "id-1").status()),
            type::v1::ERROR_REASON_REQUEST_ID_REUSED);
  UpdatePlaceRequest other_method = UpdateOf("places/a", "A");
  other_method.set_allow_missing(true);
  other_method.set_request_id("id-1");
  EXPECT_EQ(ReasonOf(Update(other_method).status()),
            type::v1::ERROR_REASON_REQUEST_ID_REUSED);
}

TEST_F(StandardMethodsTest, AFailedRequestMayBeRepeated) {
  EXPECT_FALSE(Create("places/a", "bad", "id-1").ok());
  EXPECT_TRUE(Create("places/a", "good", "id-1").ok());
}

TEST_F(StandardMethodsTest, ARepeatedUpdateThatChangedNothingChangesNothing) {
  ASSERT_TRUE(Create("places/a", "A").ok());
  UpdatePlaceRequest request = UpdateOf("places/a", "A");
  request.set_request_id("id-1");
  ASSERT_TRUE(Update(request).ok());
  ASSERT_TRUE(Update(UpdateOf("places/a", "B")).ok());
  EXPECT_EQ(Update(request)->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  EXPECT_EQ(Get("places/a")->place().title(), "B");
}

TEST_F(StandardMethodsTest, RequestsAreForgottenAfterAWeek) {
  ASSERT_TRUE(Create("places/a", "A", "id-1").ok());
  clock_.Advance(absl::Hours(7 * 24) + absl::Seconds(1));
  EXPECT_TRUE(Create("places/b", "B", "id-1").ok());
}

TEST_F(StandardMethodsTest, ABadRequestIdIsRefused) {
  for (const std::string& bad : {std::string(65, 'x'), std::string("a\nb")}) {
    EXPECT_THAT(FieldsOf(Create("places/a", "A", bad).status()),
                ElementsAre("request_id"));
  }
}

TEST_F(StandardMethodsTest, PagesHoldEachResourceOnceInOrder) {
  for (int i = 0; i < 25; ++i) {
    ASSERT_TRUE(Create(absl::StrCat("places/p", 100 + i)).ok());
  }
  std::vector<std::string> names;
  std::string page_token;
  do {
    const auto page = List(10, page_token);
    ASSERT_TRUE(page.ok());
    for (const auto& place : page->places()) names.push_back(place.name());
    page_token = page->next_page_token();
    // What comes and goes elsewhere shifts nothing.
    (void)Create("places/a-early");
  } while (!page_token.empty());
  ASSERT_EQ(names.size(), 25u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 25u);
}

TEST_F(StandardMethodsTest, AFullPageIsTheLastWhereNothingFollows) {
  ASSERT_TRUE(Create("places/a").ok());
  ASSERT_TRUE(Create("places/b").ok());
  EXPECT_EQ(List(2)->next_page_token(), "");
  EXPECT_NE(List(1)->next_page_token(), "");
  EXPECT_EQ(List(0)->places_size(), 2);
}

TEST_F(StandardMethodsTest, APageTokenOfAnotherQueryIsRefused) {
  ASSERT_TRUE(Create("places/a").ok());
  ASSERT_TRUE(Create("places/b").ok());
  const auto page = List(1);
  const std::string good = page->next_page_token();
  EXPECT_TRUE(List(1, good).ok());
  std::string payload;
  ASSERT_TRUE(Unseal(good, &payload));
  payload += '\0';
  for (const std::string& bad : {std::string("x"), good + "x", good.substr(1),
                                 page->token(), Seal(payload)}) {
    EXPECT_THAT(FieldsOf(List(1, bad).status()), ElementsAre("page_token"));
  }
}

TEST_F(StandardMethodsTest, APageOfLargeResourcesEndsEarly) {
  const std::string large(400'000, 'x');
  for (const char* name : {"places/a", "places/b", "places/c"}) {
    ASSERT_TRUE(Create(name, large).ok());
  }
  const auto page = List(1000);
  EXPECT_EQ(page->places_size(), 2);
  EXPECT_EQ(List(1000, page->next_page_token())->places_size(), 1);
}

TEST_F(StandardMethodsTest, WhatThisBinaryDoesNotKnowIsNotStored) {
  registry::v1::CreatePlaceRequest request;
  request.mutable_place()->set_name("places/a");
  request.mutable_place()
      ->mutable_provenance()
      ->GetReflection()
      ->MutableUnknownFields(request.mutable_place()->mutable_provenance())
      ->AddLengthDelimited(900, "from the future");
  registry::v1::CreatePlaceResponse response;
  ASSERT_TRUE(methods_->Create(request, &response).ok());
  EXPECT_EQ(response.SerializeAsString().find("future"), std::string::npos);
}

TEST_F(StandardMethodsTest, AnIdentityNumberIsNeverStored) {
  EXPECT_EQ(ReasonOf(Create("places/a", "0000 1111 2222").status()),
            type::v1::ERROR_REASON_IDENTITY_NUMBER);
}

}  // namespace
}  // namespace sangam
