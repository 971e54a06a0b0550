#include "services/matching/opportunity/provider_search.h"

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using v1::FindProvidersRequest;
using v1::FindProvidersResponse;

class ProviderSearchTest : public CoverageTest {
 protected:
  void SetUp() override {
    CoverageTest::SetUp();
    auto batch = CatalogBatch(4);
    auto* attribute = batch.add_changes()->mutable_attribute();
    attribute->set_name("attributes/services_offered");
    attribute->set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_LIST);
    attribute->set_absence(type::v1::ATTRIBUTE_ABSENCE_UNKNOWN);
    batch.set_snapshot_complete(true);
    ASSERT_TRUE(catalog_.Apply(batch).ok());
    catalog_.Publish();
  }

  static std::string Offering(const std::string& place,
                              const std::string& services,
                              const std::string& more = "") {
    return absl::StrCat("kind: SUBJECT_KIND_ENTERPRISE place: '", place,
                        "' extra { key: 'services_offered' value { list { ",
                        services, " } } } ", more);
  }
  // A weaver in the block of the first district, and who may help it.
  void ShowHelpers() {
    Begin();
    AddPlace(registry_batch_, "places/b1", type::v1::PLACE_KIND_BLOCK,
             "places/d1");
    AddPlace(registry_batch_, "places/s2", type::v1::PLACE_KIND_STATE);
    Add("clusters/centre",
        "kind: SUBJECT_KIND_CLUSTER place: 'places/d2'"
        " common_facility_centre_functional: true");
    Add("enterprises/auditor-far", Offering("places/s2", "values: 'AUDIT'"));
    Add("enterprises/auditor-here", Offering("places/b1", "values: 'AUDIT'"));
    Add("enterprises/auditor-near",
        Offering("places/d1", "values: 'AUDIT' values: 'TRAINING'"));
    Add("enterprises/auditor-next", Offering("places/d2", "values: 'AUDIT'",
                                             "sectors { values: 'HANDLOOM' }"));
    Add("enterprises/auditor-too", Offering("places/d2", "values: 'AUDIT'"));
    Add("enterprises/shop", Offering("places/b1", "values: 'GREEN_SHOP'"));
    Add("enterprises/unknown",
        "kind: SUBJECT_KIND_ENTERPRISE place: 'places/d1'");
    Add("groups/weavers",
        "kind: SUBJECT_KIND_SHG place: 'places/b1' sectors { values:"
        " 'HANDLOOM' } extra { key: 'services_offered' value { list { values:"
        " 'AUDIT' } } }");
    Show();
  }
  static FindProvidersRequest For(const std::string& service) {
    FindProvidersRequest request;
    request.mutable_seeker()->set_subject("groups/weavers");
    if (!service.empty()) request.add_services(service);
    return request;
  }
  absl::StatusOr<FindProvidersResponse> Ask(
      const FindProvidersRequest& request) {
    ProviderSearch search(&request, &reader_);
    auto messages = Drain(search);
    if (!messages.ok()) return messages.status();
    FindProvidersResponse all;
    for (const auto& message : *messages) all.MergeFrom(message);
    return all;
  }
  std::vector<std::string> Names(const FindProvidersRequest& request) {
    const auto response = Ask(request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> names;
    if (!response.ok()) return names;
    for (const auto& provider : response->providers()) {
      names.push_back(provider.subject());
    }
    return names;
  }
};

TEST_F(ProviderSearchTest, TheNearestComesFirstAndSaysWhy) {
  ShowHelpers();
  const auto response = Ask(For("AUDIT"));
  ASSERT_TRUE(response.ok()) << response.status();
  // Of those in the same state, the one in the same trade.
  EXPECT_THAT(
      Names(For("AUDIT")),
      ElementsAre("enterprises/auditor-here", "enterprises/auditor-near",
                  "enterprises/auditor-next", "enterprises/auditor-too",
                  "enterprises/auditor-far"));
  const v1::Provider& here = response->providers(0);
  EXPECT_EQ(here.common_place(), "places/b1");
  EXPECT_EQ(here.nearness(), type::v1::PLACE_KIND_BLOCK);
  EXPECT_THAT(here.reasons(),
              ElementsAre("in the same block, places/b1", "offers AUDIT"));
  EXPECT_THAT(response->providers(2).shared_sectors(), ElementsAre("HANDLOOM"));
  EXPECT_THAT(response->providers(2).reasons(2), "works in HANDLOOM, too");
  EXPECT_THAT(response->providers(4).reasons(0), "in another state");
  EXPECT_EQ(response->found(), 5);
  // The one of whom nothing is recorded, and the centre.
  EXPECT_EQ(response->may_offer(), 2);
  EXPECT_EQ(response->progress().scanned(), 9);
}

TEST_F(ProviderSearchTest, AMergedNameAsksForItsSurvivor) {
  ShowHelpers();
  survivors_ = {{"groups/weavers-twice", "groups/weavers"},
                {"groups/early", "groups/not-here-yet"}};
  FindProvidersRequest request = For("AUDIT");
  const auto own = Ask(request);
  ASSERT_TRUE(own.ok()) << own.status();
  EXPECT_EQ(owner_.reads(), 0u) << "who is there is asked of nobody";
  request.mutable_seeker()->set_subject("groups/weavers-twice");
  auto merged = Ask(request);
  ASSERT_TRUE(merged.ok()) << merged.status();
  *merged->mutable_basis() = own->basis();
  EXPECT_EQ(merged->DebugString(), own->DebugString());
  request.mutable_seeker()->set_subject("groups/early");
  EXPECT_EQ(Ask(request).status(), NotFoundError("groups/early"));
}

TEST_F(ProviderSearchTest, ARegistryThatCantTellOfAnUnknownNameIsUnavailable) {
  ShowHelpers();
  owner_.Set(
      [](const ProfileQuery&) { return OwnerUnavailableError("registry"); });
  FindProvidersRequest request = For("AUDIT");
  EXPECT_TRUE(Ask(request).ok());
  request.mutable_seeker()->set_subject("groups/nobody");
  EXPECT_EQ(Ask(request).status(), OwnerUnavailableError("registry"));
}

TEST_F(ProviderSearchTest, WithinAPlaceAndUpToALimit) {
  ShowHelpers();
  FindProvidersRequest request = For("AUDIT");
  request.set_within(type::v1::PLACE_KIND_DISTRICT);
  EXPECT_THAT(Names(request), ElementsAre("enterprises/auditor-here",
                                          "enterprises/auditor-near"));
  EXPECT_EQ(Ask(request)->may_offer(), 1);
  request.set_limit(1);
  EXPECT_THAT(Names(request), ElementsAre("enterprises/auditor-here"));
  EXPECT_EQ(Ask(request)->found(), 2);
}

TEST_F(ProviderSearchTest, OfTheSameDistanceWhoOffersMoreComesFirst) {
  ShowHelpers();
  FindProvidersRequest request = For("AUDIT");
  request.add_services("TRAINING");
  request.add_services("KIOSK");
  request.mutable_seeker()->set_place("places/d1");
  const auto response = Ask(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->providers(0).subject(), "enterprises/auditor-near");
  EXPECT_THAT(response->providers(0).services(),
              ElementsAre("AUDIT", "TRAINING"));
  EXPECT_THAT(response->services_without_provider(), ElementsAre("KIOSK"));
}

TEST_F(ProviderSearchTest, ACentreThatWorksNeedNotSaySo) {
  ShowHelpers();
  EXPECT_THAT(Names(For("COMMON_FACILITY_CENTRE")),
              ElementsAre("clusters/centre"));
}

TEST_F(ProviderSearchTest, AConditionSelects) {
  ShowHelpers();
  FindProvidersRequest request = For("AUDIT");
  request.set_condition("\"HANDLOOM\" in sectors");
  EXPECT_THAT(Names(request), ElementsAre("enterprises/auditor-next"));
  // Of the others it is not known what they do.
  EXPECT_EQ(Ask(request)->may_offer(), 6);
  request.clear_services();
  EXPECT_THAT(Names(request), ElementsAre("enterprises/auditor-next"));
}

TEST_F(ProviderSearchTest, NobodyIsAnAnswer) {
  ShowHelpers();
  const auto response = Ask(For("CONSULTANCY"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(response->providers(), IsEmpty());
  EXPECT_THAT(response->services_without_provider(),
              ElementsAre("CONSULTANCY"));
}

TEST_F(ProviderSearchTest, FaultsAreToldByTheirField) {
  ShowHelpers();
  const auto fault = [&](const FindProvidersRequest& request) {
    ProviderSearch search(&request, &reader_);
    return FaultyField(Drain(search));
  };
  EXPECT_EQ(fault({}), "seeker");
  EXPECT_EQ(fault(For("")), "services");
  EXPECT_EQ(fault(For("audit")), "services[0]");
  FindProvidersRequest twice = For("AUDIT");
  twice.add_services("TRAINING");
  twice.add_services("AUDIT");
  EXPECT_EQ(fault(twice), "services[2]");
  FindProvidersRequest request = For("AUDIT");
  request.set_condition("membrs > 1");
  EXPECT_EQ(fault(request), "condition");
  request.clear_condition();
  request.set_limit(-1);
  EXPECT_EQ(fault(request), "limit");
  request.clear_limit();
  request.mutable_seeker()->set_place("places/none");
  EXPECT_EQ(fault(request), "seeker.place");
  request.mutable_seeker()->set_subject("groups/nobody");
  EXPECT_EQ(Ask(request).status(), NotFoundError("groups/nobody"));
}

}  // namespace
}  // namespace sangam::matching
