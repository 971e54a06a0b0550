#include "services/sangamctl/commands/federation_command.h"

#include <string>
#include <utility>

#include "sangam/matching/v1/federation.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/federation_request.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/federation_screen/federation_screen.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::AssessFederationRequest;
using matching::v1::AssessFederationResponse;
using matching::v1::AssessFederationsRequest;
using matching::v1::AssessFederationsResponse;

template <typename Response>
ExitCode Show(Response response, OutputFormat output, const Words& words,
              std::string (*draw)(Response, const Words&, const Layout&)) {
  return PrintAnswer(output, response, [&] {
    return draw(std::move(response), words, LayoutOfStandardOutput());
  });
}

}  // namespace

ExitCode RunFederationAssess(const ParsedCommand& command,
                             const Settings& settings, const Clock& clock) {
  AssessFederationRequest request;
  const std::string fault = FillFederationRequest(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  const Words words = ChooseWords(command);
  ServiceCaller caller(settings, clock);
  AssessFederationResponse response;
  const absl::Status status =
      caller.Call(Service::kMatching, "AssessFederation", request, response);
  if (!status.ok()) return ComplainOf(status, Service::kMatching, caller);
  return Show(std::move(response), settings.output, words, &DrawAssessment);
}

ExitCode RunFederationList(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock) {
  AssessFederationsRequest request;
  const std::string fault = FillFederationsRequest(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  const Words words = ChooseWords(command);
  ServiceCaller caller(settings, clock);
  AssessFederationsResponse all;
  AssessFederationsResponse message;
  // Lists go on from message to message; of all else the last counts.
  const absl::Status status =
      caller.CallStream(Service::kMatching, "AssessFederations", request,
                        message, [&] { all.MergeFrom(message); });
  if (!status.ok()) return ComplainOf(status, Service::kMatching, caller);
  return Show(std::move(all), settings.output, words, &DrawAssessments);
}

}  // namespace sangam::sangamctl
