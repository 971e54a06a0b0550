#include "services/sangamctl/commands/find_command.h"

#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "sangam/matching/v1/guidance_service.pb.h"
#include "sangam/matching/v1/opportunity_service.pb.h"
#include "sangam/matching/v1/replication_service.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/enum_word.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/find_screen/precedent_screen.h"
#include "services/sangamctl/find_screen/taker_screen.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/resource/resource_files.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

constexpr char kOpportunity[] = "sangam.matching.v1.OpportunityService/";
constexpr char kReplication[] = "sangam.matching.v1.ReplicationService/";
constexpr char kTellPrecedents[] =
    "sangam.matching.v1.GuidanceService/TellPrecedents";
// What the examples of precedents received, in answers for programs.
constexpr char kStories[] = "stories";
constexpr int kNotServedToList = 5;
// As many as one call of TellPrecedents takes.
constexpr int kMostStories = 100;

// Reads a flag whose value is a number. Says what is wrong, or nothing.
std::string FillNumber(const ParsedCommand& command, const std::string& flag,
                       int32_t* number) {
  if (!command.Has(flag) || absl::SimpleAtoi(command.Value(flag), number)) {
    return "";
  }
  return absl::StrCat("--", flag, ": \"", command.Value(flag),
                      "\" is no number");
}

// Sets what all of these requests have. Says what is wrong, or nothing.
template <typename Request>
std::string FillCommon(const ParsedCommand& command, Request& request) {
  if (command.Has("token")) request.set_min_token(command.Value("token"));
  return command.Has("as-of")
             ? FillDay(command, "as-of", *request.mutable_as_of())
             : "";
}

// Asks, and makes one of the messages of the stream. kExitOk: it is there.
template <typename Request, typename Response>
ExitCode Ask(const Settings& settings, const Clock& clock,
             const std::string& method, const Request& request, Response& all) {
  ServiceCaller caller(settings, clock);
  Response message;
  // Lists go on from message to message; of all else the last counts.
  const absl::Status status =
      caller.CallStream(Service::kMatching, method, request, message,
                        [&] { all.MergeFrom(message); });
  return status.ok() ? kExitOk : ComplainOf(status, Service::kMatching, caller);
}

template <typename Request, typename Draw, typename Response>
ExitCode AskAndShow(const ParsedCommand& command, const Settings& settings,
                    const Clock& clock, const std::string& method,
                    const Request& request, Response all, const Draw& draw) {
  const Words words = ChooseWords(command);
  const ExitCode code = Ask(settings, clock, method, request, all);
  if (code != kExitOk) return code;
  return PrintAnswer(settings.output, all,
                     [&] { return draw(std::move(all), words); });
}

// What the examples received, of the state that found them or a newer one.
// Nothing, with a word to the reader, where it can't be told.
matching::v1::TellPrecedentsResponse TellExamples(
    const matching::v1::FindPrecedentsResponse& found, const Settings& settings,
    const Clock& clock) {
  matching::v1::TellPrecedentsRequest request;
  for (const auto& scheme : found.schemes()) {
    for (const auto& example : scheme.examples()) {
      if (request.precedents_size() == kMostStories) break;
      auto& precedent = *request.add_precedents();
      precedent.set_subject(example.subject());
      precedent.set_scheme(scheme.scheme());
    }
  }
  matching::v1::TellPrecedentsResponse stories;
  if (request.precedents().empty()) return stories;
  request.mutable_read_at()->set_at_least_token(found.basis().token());
  ServiceCaller caller(settings, clock);
  const absl::Status status =
      caller.Call(Service::kMatching, kTellPrecedents, request, stories);
  if (!status.ok()) {
    Complain(absl::StrCat("what they received can't be told: ",
                          std::string(status.message())));
    stories.Clear();
  }
  return stories;
}

}  // namespace

ExitCode RunFindTakers(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock) {
  if (!command.Has("file")) {
    return ComplainOfUsage("find takers needs -f FILE, what is offered");
  }
  matching::v1::FindTakersRequest request;
  Problems problems;
  const std::string file = command.Value("file");
  const std::string text = ReadFile(file, std::cin, problems);
  if (problems.empty()) ReadSingleMessage(file, text, request, problems);
  if (!problems.empty()) return ComplainOf(problems);
  if (command.Has("place")) {
    request.mutable_cohort()->set_place(command.Value("place"));
  }
  int32_t not_served =
      request.not_served() == 0 ? kNotServedToList : request.not_served();
  std::string fault = FillNumber(command, "not-served", &not_served);
  request.set_not_served(not_served);
  if (fault.empty()) fault = FillCommon(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  return AskAndShow(
      command, settings, clock, absl::StrCat(kOpportunity, "FindTakers"),
      request, matching::v1::FindTakersResponse(),
      [&](matching::v1::FindTakersResponse response, const Words& words) {
        return DrawTakers(request.offer(), std::move(response), words,
                          LayoutOfStandardOutput());
      });
}

ExitCode RunFindProviders(const ParsedCommand& command,
                          const Settings& settings, const Clock& clock) {
  if (!command.Has("service")) {
    return ComplainOfUsage(
        "find providers needs --service CODE, what is needed, such as AUDIT");
  }
  matching::v1::FindProvidersRequest request;
  const std::string& seeker = command.arguments[0];
  if (absl::StartsWith(seeker, "places/")) {
    request.mutable_seeker()->set_place(seeker);
  } else {
    request.mutable_seeker()->set_subject(seeker);
  }
  for (const std::string& service : command.Values("service")) {
    request.add_services(service);
  }
  request.set_condition(command.Value("condition"));
  if (command.Has("within")) {
    type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
    if (!ReadEnumWord(command.Value("within"), "PLACE_KIND_", &kind)) {
      return ComplainOfUsage(
          absl::StrCat("--within: \"", command.Value("within"),
                       "\" is no kind of place; write BLOCK, DISTRICT, ..."));
    }
    request.set_within(kind);
  }
  int32_t limit = 0;
  std::string fault = FillNumber(command, "limit", &limit);
  request.set_limit(limit);
  if (fault.empty()) fault = FillCommon(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  return AskAndShow(
      command, settings, clock, absl::StrCat(kOpportunity, "FindProviders"),
      request, matching::v1::FindProvidersResponse(),
      [](matching::v1::FindProvidersResponse response, const Words& words) {
        return DrawProviders(std::move(response), words,
                             LayoutOfStandardOutput());
      });
}

ExitCode RunFindPrecedents(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock) {
  matching::v1::FindPrecedentsRequest request;
  request.mutable_model()->set_name(command.arguments[0]);
  for (const std::string& scheme : command.Values("scheme")) {
    request.add_schemes(scheme);
  }
  if (command.Has("place")) {
    request.mutable_cohort()->set_place(command.Value("place"));
  }
  int32_t points = 0;
  int32_t examples = 0;
  std::string fault = FillNumber(command, "alike", &points);
  if (fault.empty()) fault = FillNumber(command, "examples", &examples);
  request.set_least_points(points);
  request.set_examples(examples);
  if (fault.empty()) fault = FillCommon(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  matching::v1::FindPrecedentsResponse found;
  const ExitCode code =
      Ask(settings, clock, absl::StrCat(kReplication, "FindPrecedents"),
          request, found);
  if (code != kExitOk) return code;
  matching::v1::TellPrecedentsResponse stories =
      TellExamples(found, settings, clock);
  switch (settings.output) {
    case OutputFormat::kJson:
      return Print(WriteJsonWith(found, kStories, stories));
    case OutputFormat::kYaml:
      return Print(WriteYamlWith(found, kStories, stories));
    case OutputFormat::kTable:
      break;
  }
  const Words words = ChooseWords(command);
  return Print(DrawPrecedents(std::move(found), std::move(stories), words,
                              LayoutOfStandardOutput()));
}

ExitCode RunFindUnserved(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock) {
  if (!command.Has("like")) {
    return ComplainOfUsage(
        "find unserved needs --like NAME, one that the scheme worked for");
  }
  matching::v1::FindUnservedRequest request;
  request.set_scheme(command.arguments[0]);
  request.mutable_model()->set_name(command.Value("like"));
  request.set_with_unknown(command.Has("unknown"));
  if (command.Has("place")) {
    request.mutable_cohort()->set_place(command.Value("place"));
  }
  int32_t points = 0;
  int32_t limit = 0;
  std::string fault = FillNumber(command, "alike", &points);
  if (fault.empty()) fault = FillNumber(command, "limit", &limit);
  request.set_least_points(points);
  request.set_limit(limit);
  if (fault.empty()) fault = FillCommon(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  return AskAndShow(
      command, settings, clock, absl::StrCat(kReplication, "FindUnserved"),
      request, matching::v1::FindUnservedResponse(),
      [](matching::v1::FindUnservedResponse response, const Words& words) {
        return DrawUnserved(std::move(response), words,
                            LayoutOfStandardOutput());
      });
}

}  // namespace sangam::sangamctl
