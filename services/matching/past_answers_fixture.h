// The whole service over owners with a past.
#ifndef SANGAM_SERVICES_MATCHING_PAST_ANSWERS_FIXTURE_H_
#define SANGAM_SERVICES_MATCHING_PAST_ANSWERS_FIXTURE_H_

#include <string>

#include "services/matching/matching_service_fixture.h"

namespace sangam::matching {

inline constexpr char kState[] = "places/lgd-state-17";
inline constexpr char kDistrict[] = "places/lgd-district-276";

// What both owners know, revision by revision (recorded at that second):
//
//   registry   2: the group has 4 members; 5: it has 12.
//              2: the district lies in the state; 6: it does not any more.
//   catalogue  1: "schemes/big" asks for 3 members; 3: for 10.
//
// The feeds show registry 5 and catalogue 3.
class PastAnswersTest : public MatchingServiceTest {
 protected:
  void SetUp() override {
    MatchingServiceTest::SetUp();
    auto& state = past_registry_.states[2];
    auto& group = state.profiles["groups/a"];
    group.set_title("groups/a");
    group.mutable_profile()->set_members(4);
    group.mutable_profile()->set_place(kDistrict);
    for (const char* place : {kDistrict, kState}) {
      group.add_place_chain()->set_place(place);
    }
    state.places[kState].set_kind(type::v1::PLACE_KIND_STATE);
    state.places[kDistrict].set_kind(type::v1::PLACE_KIND_DISTRICT);
    state.places[kDistrict].set_revenue_parent(kState);
    past_registry_.states[5] = state;
    past_registry_.states[5]
        .profiles["groups/a"]
        .mutable_profile()
        ->set_members(12);
    past_registry_.states[6] = past_registry_.states[5];
    past_registry_.states[6].places[kDistrict].clear_revenue_parent();

    CatalogResources& first = past_catalog_.states[1];
    for (const char* name : {"schemes/big", "schemes/small", "schemes/state"}) {
      auto& scheme = first.schemes.emplace_back();
      scheme.set_name(name);
      (*scheme.mutable_title()->mutable_text())["en"] = name;
    }
    first.versions = {
        VersionOf("schemes/big", "members >= 3"),
        VersionOf("schemes/small", "members < 10"),
        VersionOf("schemes/state", R"(place.within("places/lgd-state-17"))")};
    past_catalog_.states[3] = first;
    past_catalog_.states[3].versions[0] =
        VersionOf("schemes/big", "members >= 10");
  }

  static std::string TokenOf(const StorePosition& registry,
                             const StorePosition& catalog) {
    Token token(catalog);
    token.Merge(registry);
    return token.Encode();
  }

  template <typename Request>
  static Request Exactly(Request request, const std::string& token) {
    request.mutable_read_at()->set_exact_token(token);
    return request;
  }
  template <typename Request>
  static Request KnownAt(Request request, int64_t second) {
    request.mutable_read_at()->mutable_known_at()->set_seconds(second);
    return request;
  }

  // The schemes for which the subject is eligible, in order.
  std::string Eligible(const v1::MatchSchemesRequest& request) {
    const auto response = Ask(request);
    if (!response.ok()) return response.status().ToString();
    std::string names;
    for (const auto& match : response->matches()) {
      if (match.verdict() == v1::VERDICT_ELIGIBLE)
        names += match.scheme() + " ";
    }
    return names;
  }
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PAST_ANSWERS_FIXTURE_H_
