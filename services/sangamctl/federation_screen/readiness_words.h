// Readiness in a few words.
#ifndef SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_READINESS_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_READINESS_WORDS_H_

#include <string>

#include "sangam/matching/v1/federation.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// "VO", "producer group".
std::string KindInWords(type::v1::SubjectKind kind, const Words& words);

// "not ready".
std::string ReadinessInWords(matching::v1::Readiness readiness,
                             const Words& words);
// The same in the colour of its weight.
std::string ColouredReadiness(matching::v1::Readiness readiness,
                              const Words& words, const Layout& layout);

// "7 of 8: 1 short", "14 of 15, 2 not known: 0 to 1 short".
std::string CountInWords(const matching::v1::ChildCount& count,
                         const Words& words);

// "7 satisfy all of it at once, 1 more may, 8 are required: 1 short", of those
// under a body.
std::string AtOnceInWords(const matching::v1::RuleAssessment& rule,
                          const Words& words);

// "9 of 12 people, 10 needed: 1 more".
std::string PeopleInWords(const matching::v1::PeopleShort& people,
                          const Words& words);

// What a norm comes to beside its mark: its count, who decides, that it is only
// advice.
std::string NormInWords(const matching::v1::NormResult& norm,
                        const Words& words);

// What one of those under a body lacks: "savings: needs at least 3, has 2".
std::string LacksInWords(const matching::v1::ChildReadiness& child,
                         const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_READINESS_WORDS_H_
