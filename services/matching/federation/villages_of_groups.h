// Whether the groups of a village organisation are of one village.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_VILLAGES_OF_GROUPS_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_VILLAGES_OF_GROUPS_H_

#include "common/rules/place_chain.h"
#include "services/matching/federation/assessed_body.h"

namespace sangam::matching {

// The attribute that readiness rules read of it.
inline constexpr char kGroupsOfSeveralVillages[] = "groups_of_several_villages";

// Writes it into the facts of a village organisation, in the place of whatever
// they say of it: true where two of its groups, or a group and it itself, can't
// be of one village, since their places lie in different ones of any kind;
// false where all are known to be of one; else absent. Other bodies are left as
// they are.
void NoteVillagesOfGroups(const PlaceDirectory& places, AssessedBody* body);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_VILLAGES_OF_GROUPS_H_
