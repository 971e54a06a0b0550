#include "services/registry/lists/declared_lists.h"

namespace sangam::registry {
namespace {

// The same for all three collections.
constexpr char kWithin[] = "place.within(P), or of a list of places";
constexpr char kRange[] = "members == N, and <, <=, >, >=";

}  // namespace

// clang-format off
const std::vector<DeclaredFilter>& DeclaredFilters() {
  static const auto* const kFilters = new std::vector<DeclaredFilter>{
      {"groups",      "subject.kind", "subject.kind == K, or in [K, ...]", ListPath::kClass},
      {"groups",      "place",        kWithin,                             ListPath::kArea},
      {"groups",      "members",      kRange,                              ListPath::kMembers},
      {"groups",      "parent",       "parent == \"groups/...\"",          ListPath::kReference},
      {"groups",      "cluster",      "cluster == \"clusters/...\"",       ListPath::kReference},
      {"enterprises", "affiliation",  "affiliation == K, or in [K, ...]",  ListPath::kClass},
      {"enterprises", "place",        kWithin,                             ListPath::kArea},
      {"enterprises", "members",      kRange,                              ListPath::kMembers},
      {"enterprises", "group",        "group == \"groups/...\"",           ListPath::kReference},
      {"enterprises", "cluster",      "cluster == \"clusters/...\"",       ListPath::kReference},
      {"clusters",    "place",        kWithin,                             ListPath::kArea},
      {"clusters",    "members",      kRange,                              ListPath::kMembers},
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
