#include "services/registry/store/known_places.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/domain/place_rules.h"
#include "services/registry/store/references.h"

namespace sangam::registry {
namespace {

std::vector<std::string> ParentsOf(const v1::Place& place) {
  std::vector<std::string> parents;
  for (Reference& reference : ReferencesOf(place)) {
    parents.push_back(std::move(reference.target));
  }
  return parents;
}

}  // namespace

absl::Status KnownPlaces::Read(Snapshot& snapshot,
                               std::set<std::string> places) {
  while (!places.empty()) {
    std::vector<std::vector<sql::Value>> asked;
    for (const std::string& place : places) {
      if (!places_.contains(place) && asked_.insert(place).second) {
        asked.push_back({place});
      }
    }
    places.clear();
    if (asked.empty()) break;
    bool readable = true;
    SANGAM_RETURN_IF_ERROR(snapshot.database().ReadEach(
        "SELECT key, state, district, body FROM places WHERE key = ?", asked,
        [&](size_t, const sql::Statement& row) {
          v1::Place place;
          readable = place.ParseFromString(row.Bytes(3)) && readable;
          std::vector<std::string> parents = ParentsOf(place);
          places.insert(parents.begin(), parents.end());
          places_.insert_or_assign(row.Text(0),
                                   Known{place.kind(),
                                         {row.Text(1), row.Text(2)},
                                         std::move(parents)});
        }));
    if (!readable) return InternalFault("a stored resource can't be read");
  }
  return absl::OkStatus();
}

bool KnownPlaces::Fits(const v1::Place& place) const {
  for (const Reference& reference : ReferencesOf(place)) {
    const auto parent = places_.find(reference.target);
    if (parent == places_.end() ||
        !absl::c_linear_search(ParentKinds(reference.field, place.kind()),
                               parent->second.kind)) {
      return false;
    }
  }
  // All above it, each once.
  std::set<std::string> above = {place.name()};
  std::set<type::v1::PlaceKind> kinds = {place.kind()};
  std::vector<std::string> left = ParentsOf(place);
  while (!left.empty()) {
    std::string name = std::move(left.back());
    left.pop_back();
    const auto known = places_.find(name);
    if (known == places_.end()) return false;
    if (!above.insert(std::move(name)).second) continue;
    if (!kinds.insert(known->second.kind).second) return false;
    left.insert(left.end(), known->second.parents.begin(),
                known->second.parents.end());
  }
  return true;
}

PlaceArea KnownPlaces::AreaOf(const v1::Place& place) const {
  PlaceArea area;
  for (const std::string& parent : ParentsOf(place)) {
    const PlaceArea& above = places_.at(parent).area;
    if (area.state.empty()) area.state = above.state;
    if (area.district.empty()) area.district = above.district;
  }
  if (place.kind() == type::v1::PLACE_KIND_STATE) area.state = place.name();
  if (place.kind() == type::v1::PLACE_KIND_DISTRICT) {
    area.district = place.name();
  }
  return area;
}

void KnownPlaces::Add(const v1::Place& place) {
  places_.insert_or_assign(
      place.name(), Known{place.kind(), AreaOf(place), ParentsOf(place)});
}

}  // namespace sangam::registry
