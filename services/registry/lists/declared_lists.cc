#include "services/registry/lists/declared_lists.h"

namespace sangam::registry {
namespace {

using By = ListOrder::By;

// The same for all three collections.
constexpr char kWithin[] = "place.within(P), or of a list of places";
constexpr char kRange[] = "members == N, and <, <=, >, >=";
constexpr By kEvery[] = {By::kName, By::kTitle, By::kMembers, By::kUpdateTime};
// A range is together in the order of what it is a range of, in no other.
constexpr By kByMembers[] = {By::kMembers};

}  // namespace

// clang-format off
const std::vector<DeclaredFilter>& DeclaredFilters() {
  static const auto* const kFilters = new std::vector<DeclaredFilter>{
      {"groups",      "",             "",                                  ListPath::kAll,       kEvery},
      {"groups",      "subject.kind", "subject.kind == K, or in [K, ...]", ListPath::kClass,     kEvery},
      {"groups",      "place",        kWithin,                             ListPath::kArea,      kEvery},
      {"groups",      "members",      kRange,                              ListPath::kMembers,   kByMembers},
      {"groups",      "parent",       "parent == \"groups/...\"",          ListPath::kReference, kEvery},
      {"groups",      "cluster",      "cluster == \"clusters/...\"",       ListPath::kReference, kEvery},
      {"enterprises", "",             "",                                  ListPath::kAll,       kEvery},
      {"enterprises", "affiliation",  "affiliation == K, or in [K, ...]",  ListPath::kClass,     kEvery},
      {"enterprises", "place",        kWithin,                             ListPath::kArea,      kEvery},
      {"enterprises", "members",      kRange,                              ListPath::kMembers,   kByMembers},
      {"enterprises", "group",        "group == \"groups/...\"",           ListPath::kReference, kEvery},
      {"enterprises", "cluster",      "cluster == \"clusters/...\"",       ListPath::kReference, kEvery},
      {"clusters",    "",             "",                                  ListPath::kAll,       kEvery},
      {"clusters",    "place",        kWithin,                             ListPath::kArea,      kEvery},
      {"clusters",    "members",      kRange,                              ListPath::kMembers,   kByMembers},
  };
  return *kFilters;
}
// clang-format on

const DeclaredFilter* FindDeclaredFilter(absl::string_view collection,
                                         absl::string_view attribute) {
  for (const DeclaredFilter& filter : DeclaredFilters()) {
    if (filter.collection == collection && filter.attribute == attribute) {
      return &filter;
    }
  }
  return nullptr;
}

}  // namespace sangam::registry
