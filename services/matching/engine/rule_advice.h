// Advice on the words of an expression.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RULE_ADVICE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RULE_ADVICE_H_

#include <string>
#include <vector>

#include "common/rules/value_rule.h"

namespace sangam::matching {

// One sentence, in English, for each attribute that the rule names by a former
// name ("`sheds` is now called `worksheds`") and then for each that is
// deprecated ("`sheds` is deprecated; use `worksheds`").
std::vector<std::string> AdviceOn(const ValueRule& rule);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RULE_ADVICE_H_
