#include "services/sangamctl/commands/guidance_command.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "sangam/matching/v1/guidance_service.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/guidance_request.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/find_screen/guidance_screen.h"
#include "services/sangamctl/find_screen/programme_screen.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

constexpr char kGuidance[] = "sangam.matching.v1.GuidanceService/";

// Asks `method` what the command line says. kExitOk if `response` holds
// the answer; else what is wrong has been told.
template <typename Request, typename Response>
ExitCode Ask(const ParsedCommand& command, const Settings& settings,
             const Clock& clock, const char* method, Response* response) {
  Request request;
  const std::string fault = FillRequest(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  ServiceCaller caller(settings, clock);
  const absl::Status status = caller.Call(
      Service::kMatching, absl::StrCat(kGuidance, method), request, *response);
  return status.ok() ? kExitOk : ComplainOf(status, Service::kMatching, caller);
}

template <typename Response, typename Draw>
ExitCode Show(const ParsedCommand& command, const Settings& settings,
              Response response, const Draw& draw) {
  const Words words = ChooseWords(command);
  return PrintAnswer(settings.output, response, [&] {
    return draw(std::move(response), words, LayoutOfStandardOutput());
  });
}

// Writes over what is there, as it is made anew with each cost.
ExitCode WritePlan(const std::string& file, const std::string& text) {
  if (file == "-") return Print(text);
  std::FILE* opened = std::fopen(file.c_str(), "we");
  if (opened == nullptr) {
    Complain(absl::StrCat(file, " can't be written: ", std::strerror(errno)));
    return kExitBadInput;
  }
  const bool written =
      std::fwrite(text.data(), 1, text.size(), opened) == text.size();
  if (std::fclose(opened) != 0 || !written) {
    Complain(absl::StrCat(file, " can't be written; is the disk full?"));
    return kExitInternal;
  }
  return Print(
      absl::StrCat("Wrote ", file, "; next: sangamctl plan -f ", file, "\n"));
}

}  // namespace

ExitCode RunFindModels(const ParsedCommand& command, const Settings& settings,
                       const Clock& clock) {
  matching::v1::FitModelsResponse response;
  const ExitCode asked = Ask<matching::v1::FitModelsRequest>(
      command, settings, clock, "FitModels", &response);
  if (asked != kExitOk) return asked;
  if (!command.Has("plan")) {
    return Show(command, settings, std::move(response), &DrawModels);
  }
  if (response.models_size() != 1) {
    Complain("matching told of no model");
    return kExitInternal;
  }
  return WritePlan(command.Value("plan"), PlanFileOf(response.models(0)));
}

ExitCode RunFindRemedies(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock) {
  matching::v1::SuggestRemediesResponse response;
  const ExitCode asked = Ask<matching::v1::SuggestRemediesRequest>(
      command, settings, clock, "SuggestRemedies", &response);
  if (asked != kExitOk) return asked;
  return Show(command, settings, std::move(response), &DrawRemedies);
}

ExitCode RunFindUpgrades(const ParsedCommand& command, const Settings& settings,
                         const Clock& clock) {
  matching::v1::TrackProgrammeResponse response;
  const ExitCode asked = Ask<matching::v1::TrackProgrammeRequest>(
      command, settings, clock, "TrackProgramme", &response);
  if (asked != kExitOk) return asked;
  return Show(command, settings, std::move(response), &DrawProgramme);
}

}  // namespace sangam::sangamctl
