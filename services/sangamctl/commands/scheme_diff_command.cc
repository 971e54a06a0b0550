#include "services/sangamctl/commands/scheme_diff_command.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/commands/scheme_documents.h"
#include "services/sangamctl/commands/version_terms.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/scheme_file/difference_lines.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using scheme_catalog::v1::SchemeVersion;

// Finds the one version in a file, which must be stored with the same terms:
// the service compares. Gives its name, or complains.
ExitCode NameOfVersionIn(const std::string& file, ServiceCaller& caller,
                         std::string& name) {
  Problems problems;
  const std::vector<Resource> resources = ReadDocumentsOf({file}, problems);
  if (!problems.empty()) return ComplainOf(problems);
  const SchemeVersion* version = nullptr;
  for (const Resource& resource : resources) {
    if (resource.type->kind != ResourceKind::kSchemeVersion) continue;
    if (version != nullptr) {
      return ComplainOfUsage(absl::StrCat(
          file, " holds several versions; name one of them instead"));
    }
    version = FindVersion(resources, resource.name);
  }
  if (version == nullptr) {
    return ComplainOfUsage(absl::StrCat(file, " holds no version"));
  }
  const absl::StatusOr<Found> found = ResourceClient(caller).Get(
      *TypeOfCollection("scheme-versions"), version->name(), {});
  if (!found.ok() && !absl::IsNotFound(found.status())) {
    return ComplainOf(found.status(), Service::kSchemeCatalog, caller);
  }
  const auto* stored =
      found.ok()
          ? static_cast<const SchemeVersion*>(found->resources.front().get())
          : nullptr;
  if (stored == nullptr || !SameTerms(*stored, *version)) {
    Complain(absl::StrCat(
        version->name(), " is ",
        stored == nullptr ? "not stored" : "stored with other terms than in ",
        stored == nullptr ? "" : file,
        "; stored versions are compared, so store the draft first:"
        " sangamctl apply -f ",
        file));
    return kExitBadInput;
  }
  name = version->name();
  return kExitOk;
}

}  // namespace

ExitCode RunSchemeDiff(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock) {
  scheme_catalog::v1::DiffSchemeVersionsRequest request;
  type::v1::ReadAt read_at;
  const std::string fault = FillReadAt(command, read_at);
  if (!fault.empty()) return ComplainOfUsage(fault);
  ServiceCaller caller(settings, clock);
  std::vector<std::string> names;
  for (const std::string& argument : command.arguments) {
    std::string name = argument;
    if (MeansFile(argument)) {
      const ExitCode code = NameOfVersionIn(argument, caller, name);
      if (code != kExitOk) return code;
    } else if (VersionOfName(argument) != argument) {
      return ComplainOfUsage(absl::StrCat(
          "\"", argument,
          "\" is neither a version, schemes/.../versions/..., nor a file"));
    }
    names.push_back(std::move(name));
  }
  request.set_base(names[0]);
  request.set_other(names[1]);
  if (read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  scheme_catalog::v1::DiffSchemeVersionsResponse response;
  const absl::Status status = caller.Call(
      Service::kSchemeCatalog, "DiffSchemeVersions", request, response);
  if (!status.ok()) return ComplainOf(status, Service::kSchemeCatalog, caller);
  return PrintAnswer(settings.output, response, [&] {
    return DrawDifferences(names[0], names[1], response,
                           LayoutOfStandardOutput());
  });
}

}  // namespace sangam::sangamctl
