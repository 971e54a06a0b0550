// Why a scheme fits or does not, in a few words.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_REASON_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_REASON_WORDS_H_

#include <string>
#include <vector>

#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What the profile says on the conditions that hold, each once: "cluster ·
// handloom, sericulture · 100 weavers · Ri Bhoi". A condition on which the
// profile itself says nothing is told by its description.
std::string ReasonsInWords(const matching::v1::SchemeMatch& match,
                           const Words& words);

// "number of members: needs at least 10, has 9: 1 more".
std::string ShortfallInWords(const matching::v1::Finding& finding,
                             const Words& words);

// What fails, each once: "kind of subject: needs SHG, has cluster · ...".
std::string ShortfallsInWords(const matching::v1::SchemeMatch& match,
                              const Words& words);

// The findings as details tell them: those on the same attribute with the same
// outcome as one, and of a condition that holds only those that hold.
std::vector<matching::v1::Finding> FindingsToTell(
    const matching::v1::ConditionResult& condition);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_REASON_WORDS_H_
