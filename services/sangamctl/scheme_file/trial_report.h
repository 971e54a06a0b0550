// What running the tests of schemes came to.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_TRIAL_REPORT_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_TRIAL_REPORT_H_

#include <string>
#include <vector>

#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/scheme_file/scheme_trial.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

// One test that was run, or could not be.
struct TrialResult {
  std::string name;
  std::string description;
  std::string file;
  TextPosition position;
  // Why it could not be run; empty if it was.
  std::string trouble;
  std::vector<Disappointment> disappointments;
  // What came out.
  matching::v1::SchemeMatch match;

  bool passed() const { return trouble.empty() && disappointments.empty(); }
};

// A line for each test, for those that fail also what was expected and every
// condition with its reasons, and the counts; or JSON or YAML.
std::string DrawTrials(const std::vector<TrialResult>& results,
                       OutputFormat format, const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_TRIAL_REPORT_H_
