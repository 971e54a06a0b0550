#include "services/registry/domain/place_rules.h"

#include <set>
#include <utility>

#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

// The first field at fault, or "" where there is none.
std::string FaultOf(const std::string& text) {
  v1::Place place;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &place));
  const absl::Status status = CheckPlace(place);
  return status.ok() ? "" : FieldViolationsOf(status)[0].field;
}

TEST(PlaceRulesTest, NameKindAndCodeAgree) {
  const struct {
    const char* place;
    const char* fault;
  } cases[] = {
      {"name: 'places/lgd-district-276' kind: PLACE_KIND_DISTRICT", ""},
      {"name: 'places/lgd-district-276' kind: PLACE_KIND_DISTRICT lgd_code: "
       "276",
       ""},
      {"name: 'places/lgd-district-276' kind: PLACE_KIND_DISTRICT lgd_code: "
       "277",
       "lgd_code"},
      {"name: 'places/lgd-district-276' kind: PLACE_KIND_STATE", "kind"},
      {"name: 'places/lgd-district-276'", "kind"},
      {"name: 'places/lgd-district-0276' kind: PLACE_KIND_DISTRICT", "name"},
      {"name: 'places/lgd-ward-3' kind: PLACE_KIND_VILLAGE", "name"},
      {"name: 'places/lgd-state-99' kind: PLACE_KIND_STATE", ""},
      {"name: 'places/lgd-state-100' kind: PLACE_KIND_STATE", "name"},
      {"name: 'places/lgd-urban-local-body-8' kind: "
       "PLACE_KIND_URBAN_LOCAL_BODY",
       ""},
      {"name: 'places/hamlet' kind: PLACE_KIND_VILLAGE", ""},
      {"name: 'places/hamlet' kind: PLACE_KIND_VILLAGE lgd_code: 5",
       "lgd_code"},
      {"name: 'places/hamlet'", "kind"},
      {"name: 'places/Hamlet' kind: PLACE_KIND_VILLAGE", "name"},
      {"name: 'groups/hamlet' kind: PLACE_KIND_VILLAGE", "name"},
      {"kind: PLACE_KIND_VILLAGE", "name"},
      {"name: 'places/a' kind: PLACE_KIND_VILLAGE revenue_parent: 'groups/b'",
       "revenue_parent"},
      {"name: 'places/a' kind: PLACE_KIND_VILLAGE revenue_parent: 'places/a'",
       "revenue_parent"},
      {"name: 'places/a' kind: PLACE_KIND_VILLAGE"
       " development_parent: 'places/a'",
       "development_parent"},
      {"name: 'places/a' kind: PLACE_KIND_VILLAGE urban_parent: 'places/a'",
       "urban_parent"},
      {"name: 'places/a' kind: PLACE_KIND_VILLAGE aliases: ''", "aliases[0]"},
      {"name: 'places/a' kind: PLACE_KIND_VILLAGE title: 'a\\nb'", "title"},
  };
  for (const auto& test_case : cases) {
    EXPECT_EQ(FaultOf(test_case.place), test_case.fault) << test_case.place;
  }
}

TEST(PlaceRulesTest, AnUnknownKindIsRefused) {
  v1::Place place;
  place.set_name("places/a");
  place.set_kind(static_cast<type::v1::PlaceKind>(77));
  EXPECT_FALSE(CheckPlace(place).ok());
}

// A cycle would need a place that is coarser than one it is finer than.
TEST(PlaceRulesTest, NoCycleOfParentsIsPossible) {
  std::set<std::pair<int, int>> above;
  for (const char* field :
       {"revenue_parent", "development_parent", "urban_parent"}) {
    for (int child = type::v1::PlaceKind_MIN; child <= type::v1::PlaceKind_MAX;
         ++child) {
      for (int parent :
           ParentKinds(field, static_cast<type::v1::PlaceKind>(child))) {
        above.insert({child, parent});
      }
    }
  }
  for (int step = 0; step <= type::v1::PlaceKind_MAX; ++step) {
    const auto known = above;
    for (const auto& [a, b] : known) {
      for (const auto& [c, d] : known) {
        if (b == c) above.insert({a, d});
      }
    }
  }
  for (const auto& [child, parent] : above) EXPECT_NE(child, parent);
}

}  // namespace
}  // namespace sangam::registry
