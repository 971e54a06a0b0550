// How schemes stand to each other, in words.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_RELATION_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_RELATION_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// "not for who received schemes/a within 36 months: ...". `title` names the
// other scheme beside its name, unless it is empty; the description follows.
std::string RelationInWords(const scheme_catalog::v1::SchemeRelation& relation,
                            absl::string_view title, const Words& words);

// What a relation comes to for the subject: "not beside PM Vishwakarma
// (schemes/pm-vishwakarma)".
std::string RelationFindingInWords(const matching::v1::RelationFinding& finding,
                                   const Words& words);

// Whether the relation alone keeps the subject from the scheme.
bool RulesOut(const matching::v1::RelationFinding& finding);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_RELATION_WORDS_H_
