// What the matching service says of an expression.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_RULE_LINES_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_RULE_LINES_H_

#include <string>

#include "absl/status/status.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// The plain form, the type, the attributes and advice.
std::string DrawRuleCheck(matching::v1::EvaluateRuleResponse response,
                          const Words& words, const Layout& layout);

// What it comes to, why, what to collect, and on which date.
std::string DrawRuleOutcome(matching::v1::EvaluateRuleResponse response,
                            const Words& words, const Layout& layout);

// It in plain words, and advice.
std::string DrawRuleMeaning(matching::v1::EvaluateRuleResponse response,
                            const Words& words, const Layout& layout);

// The faults of the expression, each at its line and column with a caret;
// `source` is its file, or empty. Empty if the error is about something else.
std::string DrawRuleFaults(const std::string& source,
                           const std::string& expression,
                           const absl::Status& status, const Words& words,
                           const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_RULE_LINES_H_
