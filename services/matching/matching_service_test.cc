#include "services/matching/matching_service.h"

#include <string>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "services/matching/matching_service_fixture.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

using v1::MatchSchemesRequest;

TEST_F(MatchingServiceTest, MatchesASubjectOfTheRegistry) {
  const auto response = Ask(ForGroup());
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->subject(), "groups/a");
  EXPECT_EQ(response->counts().eligible(), 1);
  ASSERT_GE(response->matches_size(), 1);
  EXPECT_EQ(response->matches(0).scheme(), "schemes/big");
  EXPECT_EQ(response->basis().request_digest(), RequestDigest(ForGroup()));
  EXPECT_EQ(response->basis().engine_version(), kEngineVersion);
  EXPECT_FALSE(response->disclaimer().empty());
  EXPECT_EQ(response->next_page_token(), "");
  const auto basis = Token::Parse(response->basis().token(), "t");
  ASSERT_TRUE(basis.ok());
  EXPECT_EQ(*basis->Find("registry"), RegistryAt(5));
  EXPECT_EQ(*basis->Find("scheme_catalog"), CatalogAt(3));
}

TEST_F(MatchingServiceTest, MatchesAProfileGivenWithItsPlace) {
  const auto response = Ask(ForDistrict());
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->subject(), "");
  EXPECT_EQ(response->counts().eligible(), 2);
  EXPECT_EQ(owner_.reads(), 0u);
}

TEST_F(MatchingServiceTest, AnUnknownPlaceIsAFault) {
  MatchSchemesRequest request = ForDistrict();
  request.mutable_profile()->set_place("places/lgd-district-1");
  EXPECT_EQ(FaultyField(Ask(request)), "profile.place");
}

TEST_F(MatchingServiceTest, WaitsForTheTokensOfBothStores) {
  MatchSchemesRequest request = ForDistrict();
  Token token(RegistryAt(5));
  token.Merge(CatalogAt(3));
  request.mutable_read_at()->set_at_least_token(token.Encode());
  EXPECT_TRUE(Ask(request).ok());
  for (const StorePosition& other : {RegistryAt(1, "e0"), CatalogAt(1, "e0")}) {
    for (MatchSchemesRequest asked : {ForDistrict(), ForGroup()}) {
      asked.mutable_read_at()->set_at_least_token(Token(other).Encode());
      EXPECT_EQ(ReasonOf(Ask(asked).status()),
                type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
    }
  }
  for (const StorePosition& later : {RegistryAt(6), CatalogAt(4)}) {
    request.mutable_read_at()->set_at_least_token(Token(later).Encode());
    EXPECT_EQ(ReasonOf(Ask(request).status()),
              type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  }
}

TEST_F(MatchingServiceTest, PagesFitTogether) {
  MatchSchemesRequest request = ForGroup();
  request.add_verdicts(v1::VERDICT_ELIGIBLE);
  request.add_verdicts(v1::VERDICT_NEEDS_INFORMATION);
  request.add_verdicts(v1::VERDICT_NEAR_MISS);
  request.add_verdicts(v1::VERDICT_INELIGIBLE);
  const auto whole = Ask(request);
  ASSERT_TRUE(whole.ok());
  ASSERT_EQ(whole->matches_size(), 3);
  request.set_page_size(2);
  const auto first = Ask(request);
  ASSERT_EQ(first->matches_size(), 2);
  request.set_page_token(first->next_page_token());
  const auto second = Ask(request);
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->matches_size(), 1);
  EXPECT_EQ(second->matches(0).scheme(), whole->matches(2).scheme());
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(second->counts().SerializeAsString(),
            whole->counts().SerializeAsString());

  MatchSchemesRequest other = request;
  other.set_language_code("hi");
  EXPECT_EQ(FaultyField(Ask(other)), "page_token");

  // A write that has nothing to do with this list does not end it ...
  auto unrelated = RegistryBatch(6);
  AddProfile(unrelated, "groups/b", 6);
  ASSERT_TRUE(registry_.Apply(unrelated).ok());
  EXPECT_TRUE(Ask(request).ok());
  // ... and one that has does.
  auto batch = CatalogBatch(4);
  AddVersion(batch, "schemes/another", "members >= 1");
  ASSERT_TRUE(catalog_.Apply(batch).ok());
  catalog_.Publish();
  EXPECT_EQ(FaultyField(Ask(request)), "page_token");
}

TEST_F(MatchingServiceTest, PassesOnTheOwnersErrors) {
  owner_.Set([](const ProfileQuery&) { return NotFoundError("groups/a"); });
  EXPECT_EQ(Ask(ForGroup()).status(), NotFoundError("groups/a"));
  owner_.Set(
      [](const ProfileQuery&) { return OwnerUnavailableError("registry"); });
  EXPECT_EQ(Ask(ForGroup()).status(), OwnerUnavailableError("registry"));
  EXPECT_TRUE(Ask(ForDistrict()).ok()) << "it does not need the registry";
}

class UnreadyMatchingServiceTest : public MatchingServiceTest {
 protected:
  void SetUp() override {}
};

TEST_F(UnreadyMatchingServiceTest, NamesTheOwnerThatIsMissing) {
  EXPECT_EQ(Ask(ForDistrict()).status(),
            OwnerUnavailableError("scheme_catalog"));
  ListCatalog();
  EXPECT_EQ(Ask(ForDistrict()).status(), OwnerUnavailableError("registry"));
  ListRegistry();
  EXPECT_TRUE(Ask(ForDistrict()).ok());
}

}  // namespace
}  // namespace sangam::matching
