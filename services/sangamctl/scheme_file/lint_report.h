// What checking files of schemes came to.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_LINT_REPORT_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_LINT_REPORT_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/scheme_file/expression_fault.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

// One fault of a document.
struct LintFault {
  std::string file;
  // Line 0: the file as a whole.
  TextPosition position;
  // "conditions[group-size].expression"; empty for the document as a whole.
  std::string path;
  std::string message;
  // For expressions: the text and the place in it.
  std::string expression;
  absl::optional<ExpressionFault> in_expression;
  // Of any other fault the line of the file; empty where it is not known.
  std::string line = {};
};

struct LintReport {
  // How many documents were checked.
  size_t documents = 0;
  std::vector<LintFault> faults;
  // What could not be checked, and why.
  std::vector<LintFault> unchecked;
  // What is no fault of a draft, but of a version that is submitted.
  std::vector<LintFault> advice;
};

// Adds what a refusal of `resource` says. Faults that storing `in_files`, the
// names that the same files describe, would mend are none: a missing reference
// is left out, and an expression that can't be understood without them counts
// as unchecked. `explanation` stands for a refusal that names no field. Gives
// how many missing references were left out: the service looks no further then.
size_t AddRefusal(const Resource& resource, const absl::Status& status,
                  const std::string& explanation,
                  const std::set<std::string>& in_files, LintReport& report);

// The part of a refusal that stays whatever `in_files` store; OK if there is
// none, or if the refusal names no field.
absl::Status LastingRefusal(const Resource& resource,
                            const absl::Status& status,
                            const std::set<std::string>& in_files);

// The fault at the field with this path of `resource`.
LintFault FaultAt(const Resource& resource, const std::string& path,
                  const std::string& message);

// Every fault with its place, those of expressions with the line and a caret,
// what was not checked, and the counts; or JSON or YAML.
std::string DrawLintReport(const LintReport& report, OutputFormat format,
                           const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_LINT_REPORT_H_
