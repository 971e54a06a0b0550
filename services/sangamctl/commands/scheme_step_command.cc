#include "services/sangamctl/commands/scheme_step_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/message.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/order_citation.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/commands/version_terms.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_type.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

// Takes a step whose request is filled in already, and says where the version
// stands now.
template <typename Request, typename Response>
ExitCode Take(const std::string& method, Request request,
              const std::string& said, const ParsedCommand& command,
              const Settings& settings, const Clock& clock) {
  request.set_name(command.arguments[0]);
  if (command.Has("etag")) request.set_etag(command.Value("etag"));
  ServiceCaller caller(settings, clock);
  Response response;
  const absl::Status status =
      caller.Call(Service::kSchemeCatalog, method, request, response);
  if (!status.ok()) return ComplainOf(status, Service::kSchemeCatalog, caller);
  return PrintAnswer(settings.output, response, [&] {
    return absl::StrCat(PlainText(response.scheme_version().name()), " is ",
                        said, ".\n");
  });
}

// The note, or what is wrong with it.
std::string ReadNote(const ParsedCommand& command, std::string& note) {
  note = command.Value("note");
  return note.empty()
             ? absl::StrCat(command.command->name, " needs --note TEXT: why")
             : "";
}

std::string ReadDay(const ParsedCommand& command, const std::string& flag,
                    google::type::Date& date) {
  if (!command.Has(flag)) {
    return absl::StrCat(command.command->name, " needs --", flag, " DATE");
  }
  return FillDay(command, flag, date);
}

std::string ReadCause(const ParsedCommand& command,
                      catalog::SuspensionCause& cause) {
  const std::string word = command.Value("cause");
  if (word == "order") {
    cause = catalog::SUSPENSION_CAUSE_ORDER;
  } else if (word == "budget-exhausted") {
    cause = catalog::SUSPENSION_CAUSE_BUDGET_EXHAUSTED;
  } else {
    return absl::StrCat(
        "--cause is order or budget-exhausted",
        word.empty() ? "" : absl::StrCat(", not \"", word, "\""),
        DidYouMean(word, {"order", "budget-exhausted"}));
  }
  return "";
}

ExitCode Suspend(const ParsedCommand& command, const Settings& settings,
                 const Clock& clock) {
  catalog::SuspendSchemeVersionRequest request;
  catalog::SuspensionCause cause = catalog::SUSPENSION_CAUSE_UNSPECIFIED;
  std::string fault =
      ReadDay(command, "from", *request.mutable_suspended_from());
  if (fault.empty()) fault = ReadCause(command, cause);
  if (fault.empty()) fault = ReadOrder(command, *request.mutable_citations());
  if (!fault.empty()) return ComplainOfUsage(fault);
  request.set_cause(cause);
  return Take<catalog::SuspendSchemeVersionRequest,
              catalog::SuspendSchemeVersionResponse>(
      "SuspendSchemeVersion", request,
      absl::StrCat("suspended from ", command.Value("from"), " on"), command,
      settings, clock);
}

ExitCode Resume(const ParsedCommand& command, const Settings& settings,
                const Clock& clock) {
  catalog::ResumeSchemeVersionRequest request;
  std::string fault =
      ReadDay(command, "until", *request.mutable_suspended_until());
  if (fault.empty()) fault = ReadOrder(command, *request.mutable_citations());
  if (!fault.empty()) return ComplainOfUsage(fault);
  return Take<catalog::ResumeSchemeVersionRequest,
              catalog::ResumeSchemeVersionResponse>(
      "ResumeSchemeVersion", request,
      absl::StrCat("suspended until ", command.Value("until"),
                   " and open after"),
      command, settings, clock);
}

ExitCode Close(const ParsedCommand& command, const Settings& settings,
               const Clock& clock) {
  catalog::CloseSchemeVersionRequest request;
  std::string fault = ReadDay(command, "on", *request.mutable_closed_on());
  if (fault.empty()) fault = ReadNote(command, *request.mutable_note());
  if (fault.empty()) fault = ReadOrder(command, *request.mutable_citations());
  if (!fault.empty()) return ComplainOfUsage(fault);
  return Take<catalog::CloseSchemeVersionRequest,
              catalog::CloseSchemeVersionResponse>(
      "CloseSchemeVersion", request,
      absl::StrCat("closed; its last day is ", command.Value("on")), command,
      settings, clock);
}

ExitCode Return(const ParsedCommand& command, const Settings& settings,
                const Clock& clock) {
  catalog::ReturnSchemeVersionRequest request;
  const std::string fault = ReadNote(command, *request.mutable_note());
  if (!fault.empty()) return ComplainOfUsage(fault);
  return Take<catalog::ReturnSchemeVersionRequest,
              catalog::ReturnSchemeVersionResponse>("ReturnSchemeVersion",
                                                    request, "a draft again",
                                                    command, settings, clock);
}

absl::StatusOr<catalog::SchemeVersion> StoredVersion(
    const ParsedCommand& command, ServiceCaller& caller) {
  const absl::StatusOr<Found> found = ResourceClient(caller).Get(
      *TypeOfCollection("scheme-versions"), command.arguments[0], {});
  if (!found.ok()) return found.status();
  return static_cast<const catalog::SchemeVersion&>(*found->resources.front());
}

// Once more does no harm; who submitted it before is told.
ExitCode Submit(const ParsedCommand& command, const Settings& settings,
                const Clock& clock) {
  ServiceCaller caller(settings, clock);
  const auto version = StoredVersion(command, caller);
  if (!version.ok()) {
    return ComplainOf(version.status(), Service::kSchemeCatalog, caller);
  }
  return Take<catalog::SubmitSchemeVersionRequest,
              catalog::SubmitSchemeVersionResponse>(
      "SubmitSchemeVersion", {},
      IsSubmitted(*version) ? absl::StrCat("submitted already, by ",
                                           PlainText(version->submitted_by()),
                                           "; another account can approve it")
                            : "submitted",
      command, settings, clock);
}

// Publishes what stands there now and nothing else: a version that is given
// back and submitted anew meanwhile has another etag. Without --etag, who wrote
// and submitted it is told before.
ExitCode Approve(const ParsedCommand& command, const Settings& settings,
                 const Clock& clock) {
  catalog::PublishSchemeVersionRequest request;
  if (!command.Has("etag")) {
    ServiceCaller caller(settings, clock);
    const auto version = StoredVersion(command, caller);
    if (!version.ok()) {
      return ComplainOf(version.status(), Service::kSchemeCatalog, caller);
    }
    request.set_etag(version->etag());
    if (IsSubmitted(*version)) {
      Complain(absl::StrCat("approving ", version->name(), " as ",
                            version->submitted_by(), " submitted it, etag ",
                            version->etag()));
    }
  }
  return Take<catalog::PublishSchemeVersionRequest,
              catalog::PublishSchemeVersionResponse>(
      "PublishSchemeVersion", request, "published", command, settings, clock);
}

}  // namespace

ExitCode RunSchemeStep(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock) {
  const std::string& step = command.command->name;
  const ResourceType* type = TypeOfName(command.arguments[0]);
  if (type == nullptr || type->kind != ResourceKind::kSchemeVersion) {
    return ComplainOfUsage(
        absl::StrCat(step, " takes a version, schemes/.../versions/..., not \"",
                     command.arguments[0], "\""));
  }
  if (settings.principal.empty()) {
    return ComplainOfUsage(
        absl::StrCat(step,
                     " needs --principal ACCOUNT (or SANGAM_PRINCIPAL): the"
                     " service keeps who did it"));
  }
  if (step == "scheme submit") return Submit(command, settings, clock);
  if (step == "scheme approve") return Approve(command, settings, clock);
  if (step == "scheme return") return Return(command, settings, clock);
  if (step == "scheme suspend") return Suspend(command, settings, clock);
  if (step == "scheme resume") return Resume(command, settings, clock);
  return Close(command, settings, clock);
}

}  // namespace sangam::sangamctl
