// Verdicts in a word or two.
#ifndef SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_VERDICT_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_VERDICT_WORDS_H_

#include <string>

#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// "eligible"; "no verdict" for one that is not stated.
std::string VerdictInWords(matching::v1::Verdict verdict, const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_VERDICT_WORDS_H_
