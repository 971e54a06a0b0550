#include "services/matching/federation/villages_of_groups.h"

#include <string>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/types/optional.h"

namespace sangam::matching {
namespace {

// Where things lie that are to be of one village: a village has one place of
// each kind above it.
class OneVillage {
 public:
  void Add(const PlaceChain& chain) {
    for (const PlaceLink& link : chain.links) {
      if (link.kind == type::v1::PLACE_KIND_UNSPECIFIED) continue;
      const auto [held, is_new] = places_.try_emplace(link.kind, link.place);
      several_ |= !is_new && held->second != link.place;
    }
  }
  bool several() const { return several_; }

 private:
  absl::btree_map<type::v1::PlaceKind, std::string> places_;
  bool several_ = false;
};

absl::optional<bool> AreOfSeveral(const PlaceDirectory& places,
                                  const MatchSubject& body) {
  OneVillage village;
  village.Add(body.place_chain);
  const type::v1::ChildProfiles& children = body.profile.children();
  bool all_known = children.complete();
  // Most groups of a village give the same place.
  absl::btree_set<std::string> seen;
  for (const type::v1::Profile& child : children.profiles()) {
    if (child.kind() != type::v1::SUBJECT_KIND_SHG) continue;
    if (!seen.insert(child.place()).second) continue;
    absl::optional<PlaceChain> chain;
    if (!child.place().empty()) chain = places.ChainOf(child.place());
    if (!chain) {
      all_known = false;
      continue;
    }
    all_known &= !chain->OfKind(type::v1::PLACE_KIND_VILLAGE).empty();
    village.Add(*chain);
    if (village.several()) return true;
  }
  if (!all_known) return absl::nullopt;
  return false;
}

}  // namespace

void NoteVillagesOfGroups(const PlaceDirectory& places, AssessedBody* body) {
  type::v1::Profile& profile = body->subject.profile;
  if (profile.kind() != type::v1::SUBJECT_KIND_VO) return;
  const absl::optional<bool> several = AreOfSeveral(places, body->subject);
  if (several) {
    (*profile.mutable_extra())[kGroupsOfSeveralVillages].set_truth(*several);
  } else {
    profile.mutable_extra()->erase(kGroupsOfSeveralVillages);
  }
}

}  // namespace sangam::matching
