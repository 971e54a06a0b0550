#include "services/matching/index/version_positions.h"

namespace sangam::matching {
namespace {

void AddVersionsOf(const CatalogSnapshot& catalog, size_t scheme,
                   VersionPositions* added) {
  const size_t count = catalog.schemes()[scheme].versions.size();
  for (size_t version = 0; version < count; ++version) {
    added->push_back(
        {static_cast<uint32_t>(scheme), static_cast<uint32_t>(version)});
  }
}

}  // namespace

PositionChange ChangeOf(const CatalogSnapshot& old_state,
                        const VersionPositions& before,
                        const CatalogSnapshot& new_state) {
  const auto& older = old_state.schemes();
  const auto& newer = new_state.schemes();
  PositionChange change;
  // By old number.
  std::vector<uint32_t> new_number(older.size(), VersionPosition::kNone);
  // Both are in the order of the names.
  size_t old = 0;
  for (size_t scheme = 0; scheme < newer.size(); ++scheme) {
    if (old < older.size() && !older[old].IsSame(newer[scheme])) {
      const std::string& name = newer[scheme].scheme.name();
      while (old < older.size() && older[old].scheme.name() < name) ++old;
    }
    if (old < older.size() && older[old].IsSame(newer[scheme])) {
      new_number[old++] = static_cast<uint32_t>(scheme);
    } else {
      AddVersionsOf(new_state, scheme, &change.added);
    }
  }
  change.kept.resize(before.size());
  for (size_t position = 0; position < before.size(); ++position) {
    if (before[position].empty()) continue;
    const uint32_t scheme = new_number[before[position].scheme];
    if (scheme == VersionPosition::kNone) {
      change.emptied.push_back(static_cast<uint32_t>(position));
    } else {
      change.kept[position] = {scheme, before[position].version};
    }
  }
  return change;
}

VersionPositions AllVersionsOf(const CatalogSnapshot& catalog) {
  VersionPositions all;
  for (size_t scheme = 0; scheme < catalog.schemes().size(); ++scheme) {
    AddVersionsOf(catalog, scheme, &all);
  }
  return all;
}

}  // namespace sangam::matching
