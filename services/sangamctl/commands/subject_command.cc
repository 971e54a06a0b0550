#include "services/sangamctl/commands/subject_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "sangam/registry/v1/subject_care.pb.h"
#include "services/sangamctl/commands/care_method.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/table.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::EraseSubjectRequest;
using registry::v1::EraseSubjectResponse;
using registry::v1::FactConflict;
using registry::v1::MergeSubjectsRequest;
using registry::v1::MergeSubjectsResponse;

// A line for each of a list, after what it is.
template <typename Texts>
void AppendList(const std::string& what, const Texts& texts,
                std::string* text) {
  if (texts.empty()) return;
  absl::StrAppend(text, what, " ", FormatCount(texts.size()), ":\n");
  for (const std::string& each : texts) absl::StrAppend(text, "  ", each, "\n");
}

std::string Draw(const MergeSubjectsRequest& request,
                 const MergeSubjectsResponse& merged, const Layout& layout) {
  const bool only_tried = request.validate_only();
  std::string text = absl::StrCat(
      request.duplicate(), only_tried ? " would become" : " is now",
      " a second name of ", request.survivor(), ".\n");
  AppendList(only_tried ? "Would refer to it:" : "Refer to it now:",
             merged.moved(), &text);
  for (const type::v1::OutsideId& id : merged.moved_outside_ids()) {
    absl::StrAppend(&text, "Id taken over: ", id.system(), " ", id.value(),
                    "\n");
  }
  AppendList("Facts that only the duplicate knew:", merged.filled_fields(),
             &text);
  Table conflicts({{"DO NOT AGREE"}, {"SURVIVOR"}, {"DUPLICATE"}, {"STAYS"}});
  for (const FactConflict& conflict : merged.conflicts()) {
    const bool withdrawn =
        !conflict.taken() && conflict.survivor_value().empty();
    conflicts.AddRow({conflict.field(), conflict.survivor_value(),
                      conflict.duplicate_value(),
                      conflict.taken() ? "the duplicate's"
                      : withdrawn      ? "neither"
                                       : "the survivor's"});
  }
  return absl::StrCat(text, conflicts.Draw(layout));
}

std::string Draw(const EraseSubjectRequest& request,
                 const EraseSubjectResponse& erased) {
  if (erased.already_erased()) {
    return absl::StrCat(request.name(), " was erased before.\n");
  }
  const bool only_tried = request.validate_only();
  std::string text;
  AppendList(only_tried ? "Would be erased:" : "Erased:", erased.erased(),
             &text);
  AppendList(only_tried ? "Would refer to it no more:" : "Refer to it no more:",
             erased.released(), &text);
  absl::StrAppend(&text,
                  only_tried ? "Versions in the history that would be"
                               " blanked: "
                             : "Versions in the history that were"
                               " blanked: ",
                  FormatCount(erased.blanked_versions()), "\n");
  return text;
}

}  // namespace

ExitCode RunSubjectMerge(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock) {
  MergeSubjectsRequest request;
  request.set_survivor(command.arguments[0]);
  request.set_duplicate(command.arguments[1]);
  for (const std::string& field : command.Values("take")) {
    request.mutable_take_fields()->add_paths(field);
  }
  request.set_request_id(command.Value("request-id"));
  request.set_validate_only(command.Has("dry-run"));
  ServiceCaller caller(settings, clock);
  MergeSubjectsResponse response;
  const absl::Status status = caller.Call(
      Service::kRegistry, CareMethod("MergeSubjects"), request, response);
  if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller);
  return PrintAnswer(settings.output, response, [&] {
    return Draw(request, response, LayoutOfStandardOutput());
  });
}

ExitCode RunSubjectErase(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock) {
  EraseSubjectRequest request;
  request.set_name(command.arguments[0]);
  request.set_ground(command.Value("ground"));
  request.set_overriding_order(command.Value("overriding-order"));
  request.set_erase_records(command.Has("records"));
  request.set_release_members(command.Has("release-members"));
  request.set_request_id(command.Value("request-id"));
  request.set_validate_only(!command.Has("yes"));
  if (request.ground().empty()) {
    return ComplainOfUsage(
        "--ground is missing: on which ground is it to be erased?");
  }
  ServiceCaller caller(settings, clock);
  EraseSubjectResponse response;
  const absl::Status status = caller.Call(
      Service::kRegistry, CareMethod("EraseSubject"), request, response);
  if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller);
  const ExitCode shown = PrintAnswer(settings.output, response,
                                     [&] { return Draw(request, response); });
  if (shown != kExitOk || !request.validate_only() ||
      response.already_erased()) {
    return shown;
  }
  return ComplainOfUsage("nothing was erased; say --yes to do it");
}

}  // namespace sangam::sangamctl
