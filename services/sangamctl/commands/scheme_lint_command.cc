#include "services/sangamctl/commands/scheme_lint_command.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/document_check.h"
#include "services/sangamctl/commands/scheme_documents.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/scheme_file/lint_report.h"
#include "services/sangamctl/scheme_file/scheme_trial.h"
#include "services/sangamctl/scheme_file/version_overlap.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using scheme_catalog::v1::SchemeVersion;

// Checks the documents of one call.
class SchemeLint {
 public:
  SchemeLint(const std::vector<Resource>& resources, ServiceCaller& caller)
      : resources_(resources), caller_(caller), client_(caller) {
    for (const Resource& resource : resources) names_.insert(resource.name);
  }

  // Stops at the first service that can't be reached; Unreachable() says so.
  void Run(LintReport& report) {
    for (const Resource& resource : resources_) {
      ++report.documents;
      // What could not be read is told already.
      if (resource.faulty) continue;
      const absl::Status status =
          resource.type->kind == ResourceKind::kSchemeTest
              ? CheckTest(resource, report)
              : Check(resource, report);
      if (ExitCodeOf(status) == kExitUnreachable) {
        unreachable_ = status;
        unreachable_service_ = resource.type->service;
        return;
      }
    }
  }

  ExitCode ComplainIfUnreachable() const {
    return unreachable_.ok()
               ? kExitOk
               : ComplainOf(unreachable_, unreachable_service_, caller_);
  }

 private:
  absl::Status Check(const Resource& resource, LintReport& report) {
    const absl::StatusOr<Written> checked = CheckDocument(resource, client_);
    if (checked.ok()) {
      for (const auto& advice : checked->advice) {
        report.advice.push_back(
            FaultAt(resource, advice.field(), advice.description()));
      }
    }
    absl::Status status = checked.status();
    switch (ReasonOf(status)) {
      case type::v1::ERROR_REASON_VERSION_IMMUTABLE:
        report.faults.push_back(FaultAt(
            resource, "name",
            "is published with other terms, and published terms never change;"
            " add a new version beside it"));
        return absl::OkStatus();
      case type::v1::ERROR_REASON_WRONG_VERSION_STATE:
        report.unchecked.push_back(FaultAt(
            resource, "name",
            "not checked, because it is submitted and can't change meanwhile"));
        return absl::OkStatus();
      default:
        break;
    }
    if (!status.ok() && ExitCodeOf(status) != kExitUnreachable) {
      const Service service = resource.type->service;
      const size_t left_out =
          AddRefusal(resource, status,
                     Explain(status, service, caller_.AddressOf(service),
                             caller_.timeout()),
                     names_, report);
      if (left_out > 0) NoteSupersedes(resource, report);
    }
    return status;
  }

  // The service stops at what is not stored yet, before it looks at what a
  // version takes the place of.
  void NoteSupersedes(const Resource& resource, LintReport& report) const {
    if (resource.type->kind != ResourceKind::kSchemeVersion) return;
    const auto& version = static_cast<const SchemeVersion&>(*resource.message);
    for (int i = 0; i < version.supersedes_size(); ++i) {
      if (names_.contains(version.supersedes(i))) continue;
      report.unchecked.push_back(FaultAt(
          resource, absl::StrCat("supersedes[", i, "]"),
          "not checked, because the version refers to what is not stored yet;"
          " apply it, then check again"));
    }
  }

  absl::Status CheckTest(const Resource& resource, LintReport& report) {
    const std::string name = VersionOfName(resource.name);
    const SchemeVersion* version = FindVersion(resources_, name);
    Found stored;
    if (version == nullptr) {
      absl::StatusOr<Found> found =
          client_.Get(*TypeOfCollection("scheme-versions"), name, {});
      if (absl::IsNotFound(found.status())) {
        report.faults.push_back(
            FaultAt(resource, "name",
                    absl::StrCat("its version, ", name,
                                 ", is neither in these files nor stored")));
        return absl::OkStatus();
      }
      if (!found.ok()) return found.status();
      stored = *std::move(found);
      version =
          static_cast<const SchemeVersion*>(stored.resources.front().get());
    }
    const auto& test =
        static_cast<const matching::v1::SchemeTest&>(*resource.message);
    for (const FieldViolation& violation : CheckSchemeTest(test, *version)) {
      report.faults.push_back(
          FaultAt(resource, violation.field, violation.description));
    }
    return absl::OkStatus();
  }

  const std::vector<Resource>& resources_;
  ServiceCaller& caller_;
  ResourceClient client_;
  // All that the files describe.
  std::set<std::string> names_;
  absl::Status unreachable_;
  Service unreachable_service_ = Service::kSchemeCatalog;
};

}  // namespace

ExitCode RunSchemeLint(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock) {
  LintReport report;
  Problems problems;
  const std::vector<Resource> resources =
      ReadDocumentsOf(command.arguments, problems);
  for (Problem& problem : problems) {
    report.faults.push_back({std::move(problem.file), problem.position, "",
                             std::move(problem.message), "", absl::nullopt,
                             std::move(problem.line)});
  }
  ServiceCaller caller(settings, clock);
  SchemeLint lint(resources, caller);
  lint.Run(report);
  AddOverlaps(resources, report);
  const ExitCode unreachable = lint.ComplainIfUnreachable();
  if (unreachable != kExitOk) {
    // What the files alone show is told all the same.
    if (!problems.empty()) ComplainOf(problems);
    return unreachable;
  }
  const ExitCode printed =
      Print(DrawLintReport(report, settings.output, LayoutOfStandardOutput()));
  if (printed != kExitOk) return printed;
  return report.faults.empty() ? kExitOk : kExitBadInput;
}

}  // namespace sangam::sangamctl
