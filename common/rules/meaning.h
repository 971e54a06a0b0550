// A rule read back in plain words.
#ifndef SANGAM_COMMON_RULES_MEANING_H_
#define SANGAM_COMMON_RULES_MEANING_H_

#include <string>
#include <vector>

#include "common/rules/phrases.h"
#include "common/rules/reference_data.h"
#include "common/rules/rule.h"
#include "common/rules/value_rule.h"

namespace sangam::rules {

// One line for each part, indented by two blanks a level:
//
//   all of:
//     number of members: at least 10
//     any of:
//       women-owned: yes
//       place: within Meghalaya
//
// Negations are carried out: !(members < 10) reads as "at least 10". Does not
// depend on any date, so parameters are told by their titles.
std::vector<std::string> Meaning(const Rule& rule,
                                 const ReferenceData& reference,
                                 const Phrases& phrases);
std::vector<std::string> Meaning(const ValueRule& rule,
                                 const ReferenceData& reference,
                                 const Phrases& phrases);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_MEANING_H_
