#include "services/matching/federation/hypothetical_body.h"

#include <algorithm>
#include <utility>

#include "common/subjects/roll_up.h"
#include "common/subjects/subject_kinds.h"

namespace sangam::matching {
namespace {

PlaceChain CommonPlace(const std::vector<AssessedBody>& members) {
  if (members.empty()) return {};
  PlaceChain chain = members.front().subject.place_chain;
  auto& links = chain.links;
  const auto first =
      std::find_if(links.begin(), links.end(), [&](const PlaceLink& link) {
        return std::all_of(
            members.begin(), members.end(), [&](const AssessedBody& member) {
              return member.subject.place_chain.Contains(link.place);
            });
      });
  links.erase(links.begin(), first);
  return chain;
}

}  // namespace

bool CanBelongTo(type::v1::SubjectKind child, type::v1::SubjectKind parent) {
  const std::vector<type::v1::SubjectKind> kinds = ParentKinds(child);
  return std::find(kinds.begin(), kinds.end(), parent) != kinds.end();
}

AssessedBody HypotheticalBody(type::v1::SubjectKind kind, PlaceChain chain,
                              const std::vector<AssessedBody>& members) {
  AssessedBody hypothetical;
  MatchSubject& body = hypothetical.subject;
  body.profile.set_kind(kind);
  body.place_chain = chain.empty() ? CommonPlace(members) : std::move(chain);
  if (!body.place_chain.empty()) {
    body.profile.set_place(body.place_chain.links.front().place);
  }
  type::v1::ChildProfiles* children = body.profile.mutable_children();
  std::vector<Child> rolled_up;
  for (const AssessedBody& member : members) {
    type::v1::Profile* child = children->add_profiles();
    *child = member.subject.profile;
    // As the registry lists those under a body.
    child->clear_children();
    child->clear_received_benefits();
    child->clear_received_benefits_complete_until();
    hypothetical.child_names.push_back(member.subject.name);
    hypothetical.child_member_of.push_back(member.member_of);
    rolled_up.push_back({*child, false});
  }
  children->set_complete(true);
  AddRollUps(rolled_up, &body.profile);
  return hypothetical;
}

}  // namespace sangam::matching
