#include "services/sangamctl/commands/match_command.h"

#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/match_request.h"
#include "services/sangamctl/commands/unknown_name.h"
#include "services/sangamctl/commands/unknown_scheme.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/match_screen/match_screen.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::MatchSchemesRequest;
using matching::v1::MatchSchemesResponse;

// All pages as one answer. Counts and basis are those of the first page.
absl::Status MatchAllPages(MatchSchemesRequest request, ServiceCaller& caller,
                           MatchSchemesResponse& response) {
  while (true) {
    MatchSchemesResponse page;
    absl::Status status =
        caller.Call(Service::kMatching, "MatchSchemes", request, page);
    if (!status.ok()) return status;
    const std::string next = page.next_page_token();
    page.clear_next_page_token();
    if (request.page_token().empty()) {
      response = std::move(page);
    } else {
      response.mutable_matches()->MergeFrom(page.matches());
    }
    if (next.empty() || next == request.page_token()) return absl::OkStatus();
    request.set_page_token(next);
  }
}

MatchView ViewOf(const ParsedCommand& command) {
  if (command.Has("details")) return MatchView::kDetails;
  return command.Has("brief") ? MatchView::kBrief : MatchView::kScreen;
}

}  // namespace

ExitCode RunMatch(const ParsedCommand& command, const Settings& settings,
                  const Clock& clock) {
  MatchSchemesRequest request;
  const std::string fault = FillMatchRequest(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  if (command.Has("file")) {
    Problems problems;
    const std::string file = command.Value("file");
    const std::string text = ReadFile(file, std::cin, problems);
    if (problems.empty()) {
      ReadSingleMessage(file, text, *request.mutable_profile(), problems);
    }
    if (!problems.empty()) return ComplainOf(problems);
  }
  const Words words = ChooseWords(command);
  ServiceCaller caller(settings, clock);
  MatchSchemesResponse response;
  const absl::Status status = MatchAllPages(request, caller, response);
  if (!status.ok()) {
    return ComplainOfNamed(status, request.name(), Service::kMatching, caller);
  }
  const std::string unknown = UnknownSchemeNote(request, response, caller);
  if (!unknown.empty()) {
    Complain(absl::StrCat("--scheme: ", unknown));
    return kExitRefused;
  }
  return PrintAnswer(settings.output, response, [&] {
    return DrawMatches(std::move(response), ViewOf(command), words,
                       LayoutOfStandardOutput());
  });
}

}  // namespace sangam::sangamctl
