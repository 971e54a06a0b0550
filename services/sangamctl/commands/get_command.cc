#include "services/sangamctl/commands/get_command.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "nlohmann/json.hpp"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/profile_table.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/commands/resource_table.h"
#include "services/sangamctl/commands/subject_name.h"
#include "services/sangamctl/commands/unknown_name.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ReadAt;

using Filters = std::vector<std::pair<std::string, std::string>>;

ExitCode PrintMessage(const google::protobuf::Message& message,
                      OutputFormat output) {
  return Print(output == OutputFormat::kJson ? WriteJson(message)
                                             : WriteYaml(message));
}

// {"groups": [...], "token": "..."}, put together from the resources' own JSON
// so that it is the List reply with all pages.
std::string CollectionAsJson(const ResourceType& type, const Found& found) {
  std::string json = absl::StrCat("{\n\"", type.field_plural, "\": [");
  const char* separator = "\n";
  for (const auto& resource : found.resources) {
    absl::StrAppend(&json, separator,
                    absl::StripSuffix(WriteJson(*resource), "\n"));
    separator = ",\n";
  }
  return absl::StrCat(
      json, "\n],\n\"token\": ",
      nlohmann::json(found.token)
          .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
      "\n}\n");
}

// A YAML document is what apply reads, at this server or at another.
std::string ResourceAsYaml(google::protobuf::Message& resource) {
  ClearVersionFields(resource);
  return WriteYaml(resource);
}

std::string CollectionAsYaml(const Found& found) {
  std::string yaml;
  for (const auto& resource : found.resources) {
    absl::StrAppend(&yaml, "---\n", ResourceAsYaml(*resource));
  }
  return yaml;
}

ExitCode GetOne(const ResourceType& type, const std::string& name,
                const ReadAt& read_at, OutputFormat output,
                ServiceCaller& caller) {
  const absl::StatusOr<Found> found =
      ResourceClient(caller).Get(type, name, read_at);
  if (!found.ok()) {
    return ComplainOfNamed(found.status(), name, type.service, caller);
  }
  if (output == OutputFormat::kYaml) {
    return Print(ResourceAsYaml(*found->resources.front()));
  }
  if (output == OutputFormat::kJson) {
    return PrintMessage(*found->resources.front(), output);
  }
  return Print(TableOf(type, found->resources).Draw(LayoutOfStandardOutput()));
}

ExitCode PrintAll(const ResourceType& type, const Found& found,
                  OutputFormat output) {
  switch (output) {
    case OutputFormat::kJson:
      return Print(CollectionAsJson(type, found));
    case OutputFormat::kYaml:
      return Print(CollectionAsYaml(found));
    case OutputFormat::kTable:
      break;
  }
  if (found.resources.empty()) {
    // Only standard error, so that a script sees an empty answer.
    Complain(absl::StrCat("there are no ", type.collection));
    return kExitOk;
  }
  return Print(TableOf(type, found.resources).Draw(LayoutOfStandardOutput()));
}

ExitCode GetAll(const ResourceType& type, const Filters& filters,
                const ReadAt& read_at, OutputFormat output,
                ServiceCaller& caller) {
  const absl::StatusOr<Found> found =
      ResourceClient(caller).List(type, read_at, filters);
  if (!found.ok()) return ComplainOf(found.status(), type.service, caller);
  return PrintAll(type, *found, output);
}

ExitCode Search(const std::string& words, OutputFormat output,
                ServiceCaller& caller) {
  const ResourceType& type = *TypeOfCollection("schemes");
  const absl::StatusOr<Found> found =
      ResourceClient(caller).SearchSchemes(words);
  if (!found.ok()) return ComplainOf(found.status(), type.service, caller);
  if (found->resources.empty() && output == OutputFormat::kTable) {
    Complain(absl::StrCat("no scheme holds all of \"", words, "\""));
    return kExitOk;
  }
  return PrintAll(type, *found, output);
}

ExitCode GetProfile(const std::string& subject, const ReadAt& read_at,
                    OutputFormat output, ServiceCaller& caller) {
  registry::v1::GetSubjectProfileRequest request;
  registry::v1::GetSubjectProfileResponse response;
  const std::string fault = SetSubject(subject, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  *request.mutable_read_at() = read_at;
  const absl::Status status =
      caller.Call(Service::kRegistry, "GetSubjectProfile", request, response);
  if (!status.ok()) {
    return ComplainOfNamed(status, subject, Service::kRegistry, caller);
  }
  if (output != OutputFormat::kTable) return PrintMessage(response, output);
  return Print(DrawProfile(response, LayoutOfStandardOutput()));
}

ExitCode ComplainOfTarget(const std::string& target) {
  std::vector<std::string> known = CollectionNames();
  known.push_back("profile");
  return ComplainOfUsage(
      absl::StrCat("\"", target, "\" is neither a resource nor a collection",
                   DidYouMean(target, known)));
}

// "schemes/sgsy/versions" gives "schemes/sgsy", else empty.
std::string SchemeOfVersions(absl::string_view target) {
  return absl::ConsumeSuffix(&target, "/versions") &&
                 TypeOfName(target) != nullptr &&
                 TypeOfName(target)->kind == ResourceKind::kScheme
             ? std::string(target)
             : "";
}

}  // namespace

ExitCode RunGet(const ParsedCommand& command, const Settings& settings,
                const Clock& clock) {
  ReadAt read_at;
  const std::string fault = FillReadAt(command, read_at);
  if (!fault.empty()) return ComplainOfUsage(fault);
  ServiceCaller caller(settings, clock);
  const std::string& target = command.arguments[0];
  if (target == "profile") {
    if (command.arguments.size() < 2) {
      return ComplainOfUsage("get profile needs a subject, such as groups/...");
    }
    return GetProfile(command.arguments[1], read_at, settings.output, caller);
  }
  if (command.arguments.size() > 1) {
    return ComplainOfUsage(absl::StrCat("\"", command.arguments[1],
                                        "\" is one argument too many for get"));
  }
  if (command.Has("search")) {
    if (target != "schemes")
      return ComplainOfUsage("--search goes with schemes");
    if (read_at.state_case() != ReadAt::STATE_NOT_SET) {
      return ComplainOfUsage("--search looks at the newest state only");
    }
    return Search(command.Value("search"), settings.output, caller);
  }
  Filters filters;
  if (command.Has("subject")) {
    if (target != "linkages" && target != "plans" && target != "demands") {
      return ComplainOfUsage("--subject goes with linkages, plans and demands");
    }
    filters.emplace_back("subject", command.Value("subject"));
  }
  const bool subjects =
      target == "groups" || target == "enterprises" || target == "clusters";
  constexpr std::pair<const char*, const char*> kListFlags[] = {
      {"filter", "filter"}, {"order-by", "order_by"}};
  for (const auto& [flag, field] : kListFlags) {
    if (!command.Has(flag)) continue;
    if (!subjects) {
      return ComplainOfUsage(
          absl::StrCat("--", flag, " goes with groups, enterprises, clusters"));
    }
    filters.emplace_back(field, command.Value(flag));
  }
  const std::string scheme = SchemeOfVersions(target);
  if (!scheme.empty()) {
    filters.emplace_back("scheme", scheme);
    return GetAll(*TypeOfCollection("scheme-versions"), filters, read_at,
                  settings.output, caller);
  }
  if (const ResourceType* type = TypeOfCollection(target)) {
    return GetAll(*type, filters, read_at, settings.output, caller);
  }
  if (const ResourceType* type = TypeOfName(target)) {
    return GetOne(*type, target, read_at, settings.output, caller);
  }
  return ComplainOfTarget(target);
}

}  // namespace sangam::sangamctl
