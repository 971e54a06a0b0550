#include "services/registry/domain/place_rules.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/validation/enum_value.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"

namespace sangam::registry {
namespace {

using type::v1::PlaceKind;

constexpr int kMaxAliases = 100;
constexpr int32_t kMaxStateCode = 99;

void CheckCode(Violations& violations, const v1::Place& place) {
  const absl::optional<LgdPlace> named = ParseLgdPlace(place.name());
  if (!named) {
    if (place.has_lgd_code()) {
      violations.Add("lgd_code",
                     "a place with a code has it in its name, such as"
                     " \"places/lgd-district-276\"");
    }
    return;
  }
  if (named->kind == type::v1::PLACE_KIND_STATE &&
      named->code > kMaxStateCode) {
    violations.Add("name", "codes of states are 1 to 99");
  }
  if (place.kind() != named->kind) {
    violations.Add("kind",
                   absl::StrCat("the name says ", PlaceKindText(named->kind)));
  }
  if (place.has_lgd_code() && place.lgd_code() != named->code) {
    violations.Add("lgd_code", absl::StrCat("the name says ", named->code));
  }
}

// Told here, because the stored kind may be one that could be the parent of the
// new kind.
void CheckParent(Violations& violations, absl::string_view field,
                 const v1::Place& place, const std::string& parent) {
  CheckOptionalName(violations, field, parent, {"places"});
  if (!parent.empty() && parent == place.name()) {
    violations.Add(field, "is the place itself");
  }
}

}  // namespace

absl::Status CheckPlace(const v1::Place& place) {
  Violations violations;
  CheckRequiredName(violations, "name", place.name(), {"places"});
  CheckOptionalText(violations, "title", place.title(), kTitleLength);
  CheckRequiredEnum(violations, "kind", place.kind());
  CheckCode(violations, place);
  CheckParent(violations, "revenue_parent", place, place.revenue_parent());
  CheckParent(violations, "development_parent", place,
              place.development_parent());
  CheckParent(violations, "urban_parent", place, place.urban_parent());
  if (place.aliases_size() > kMaxAliases) {
    violations.Add("aliases",
                   absl::StrCat("has more than ", kMaxAliases, " elements"));
  }
  for (int i = 0; i < place.aliases_size() && i < kMaxAliases; ++i) {
    CheckRequiredText(violations, absl::StrCat("aliases[", i, "]"),
                      place.aliases(i), kTitleLength);
  }
  CheckProvenance(violations, "provenance", place.provenance());
  return violations.ToStatus();
}

std::vector<PlaceKind> ParentKinds(absl::string_view field, PlaceKind child) {
  using namespace type::v1;  // The kinds, of which this table is made.
  // A coarser parent than the next stands where the next one is not known.
  if (field == "revenue_parent") {
    switch (child) {
      case PLACE_KIND_STATE:
        return {PLACE_KIND_COUNTRY};
      case PLACE_KIND_DISTRICT:
        return {PLACE_KIND_STATE};
      case PLACE_KIND_SUB_DISTRICT:
        return {PLACE_KIND_DISTRICT};
      case PLACE_KIND_VILLAGE:
        return {PLACE_KIND_SUB_DISTRICT, PLACE_KIND_DISTRICT};
      default:
        return {};
    }
  }
  if (field == "development_parent") {
    switch (child) {
      case PLACE_KIND_BLOCK:
        return {PLACE_KIND_DISTRICT};
      case PLACE_KIND_GRAM_PANCHAYAT:
        return {PLACE_KIND_BLOCK, PLACE_KIND_DISTRICT};
      case PLACE_KIND_VILLAGE:
        return {PLACE_KIND_GRAM_PANCHAYAT, PLACE_KIND_BLOCK};
      default:
        return {};
    }
  }
  switch (child) {
    case PLACE_KIND_VILLAGE:
      return {PLACE_KIND_URBAN_LOCAL_BODY};
    case PLACE_KIND_URBAN_LOCAL_BODY:
      return {PLACE_KIND_DISTRICT, PLACE_KIND_STATE};
    default:
      return {};
  }
}

std::string PlaceKindText(PlaceKind kind) {
  return std::string(
      absl::StripPrefix(type::v1::PlaceKind_Name(kind), "PLACE_KIND_"));
}

}  // namespace sangam::registry
