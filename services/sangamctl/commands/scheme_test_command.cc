#include "services/sangamctl/commands/scheme_test_command.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/scheme_documents.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/scheme_file/scheme_trial.h"
#include "services/sangamctl/scheme_file/trial_report.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeTest;
using scheme_catalog::v1::SchemeVersion;

// Runs one test. An error: a service can't be reached.
absl::Status RunTest(const Resource& resource,
                     const std::vector<Resource>& resources,
                     ServiceCaller& caller, Service& service,
                     TrialResult& result) {
  const auto& test = static_cast<const SchemeTest&>(*resource.message);
  result.name = resource.name;
  result.description = test.description();
  result.file = resource.file;
  result.position = PositionOfField(resource, "name");
  const auto failed = [&](const absl::Status& status, Service at) {
    service = at;
    if (ExitCodeOf(status) == kExitUnreachable) return status;
    result.trouble =
        Explain(status, at, caller.AddressOf(at), caller.timeout());
    return absl::OkStatus();
  };
  const std::string name = VersionOfName(resource.name);
  const SchemeVersion* version = FindVersion(resources, name);
  Found stored;
  if (version == nullptr) {
    absl::StatusOr<Found> found = ResourceClient(caller).Get(
        *TypeOfCollection("scheme-versions"), name, {});
    if (absl::IsNotFound(found.status())) {
      result.trouble =
          absl::StrCat(name, " is neither in these files nor stored");
      return absl::OkStatus();
    }
    if (!found.ok()) return failed(found.status(), Service::kSchemeCatalog);
    stored = *std::move(found);
    version = static_cast<const SchemeVersion*>(stored.resources.front().get());
  }
  const std::vector<FieldViolation> violations =
      CheckSchemeTest(test, *version);
  if (!violations.empty()) {
    result.trouble = absl::StrJoin(
        violations, "; ",
        [](std::string* out, const FieldViolation& violation) {
          absl::StrAppend(out, violation.field, ": ", violation.description);
        });
    return absl::OkStatus();
  }
  matching::v1::TrySchemeResponse response;
  const absl::Status status = caller.Call(
      Service::kMatching, "TryScheme",
      RequestOf(test, *version, FindScheme(resources, SchemeOfName(name))),
      response);
  if (!status.ok()) return failed(status, Service::kMatching);
  result.disappointments = Compare(test, response.match());
  result.match = std::move(*response.mutable_match());
  return absl::OkStatus();
}

}  // namespace

ExitCode RunSchemeTest(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock) {
  Problems problems;
  const std::vector<Resource> resources =
      ReadDocumentsOf(command.arguments, problems);
  if (!problems.empty()) return ComplainOf(problems);
  ServiceCaller caller(settings, clock);
  std::vector<TrialResult> results;
  bool all_passed = true;
  for (const Resource& resource : resources) {
    if (resource.type->kind != ResourceKind::kSchemeTest) continue;
    Service service = Service::kMatching;
    const absl::Status status =
        RunTest(resource, resources, caller, service, results.emplace_back());
    if (!status.ok()) return ComplainOf(status, service, caller);
    all_passed = all_passed && results.back().passed();
  }
  if (results.empty()) {
    Complain(
        "the files hold no test; a test is a document named"
        " schemes/.../versions/.../tests/...");
  }
  const ExitCode printed =
      Print(DrawTrials(results, settings.output, LayoutOfStandardOutput()));
  if (printed != kExitOk) return printed;
  return all_passed ? kExitOk : kExitBadInput;
}

}  // namespace sangam::sangamctl
