#include "services/sangamctl/commands/demands_command.h"

#include <cstdint>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/money/open_part.h"
#include "sangam/registry/v1/demand.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/enum_word.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/table.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::Demand;
using registry::v1::DemandTally;
using registry::v1::ReportDemandsRequest;
using registry::v1::ReportDemandsResponse;

constexpr int kUnmetToList = 20;

// Says what is wrong with the command line, or nothing.
std::string FillRequest(const ParsedCommand& command,
                        ReportDemandsRequest& request) {
  request.set_place(command.Value("place"));
  request.set_cycle(command.Value("cycle"));
  request.set_by_department(command.Has("by-department"));
  if (command.Has("by-place")) {
    type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
    if (!ReadEnumWord(command.Value("by-place"), "PLACE_KIND_", &kind)) {
      return absl::StrCat("--by-place: \"", command.Value("by-place"),
                          "\" is no kind of place; write VILLAGE, BLOCK, ...");
    }
    request.set_by_place(kind);
  }
  int32_t unmet = kUnmetToList;
  if (command.Has("unmet") &&
      !absl::SimpleAtoi(command.Value("unmet"), &unmet)) {
    return absl::StrCat("--unmet: \"", command.Value("unmet"),
                        "\" is no number");
  }
  request.set_unmet_demands(unmet);
  type::v1::ReadAt read_at;
  std::string fault = FillReadAt(command, read_at);
  if (read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  return fault;
}

std::string KindInWords(registry::v1::DemandKind kind, const Words& words) {
  switch (kind) {
    case registry::v1::DEMAND_KIND_ENTITLEMENT:
      return words.Say("entitlement", "हक़दारी");
    case registry::v1::DEMAND_KIND_LIVELIHOOD:
      return words.Say("livelihood", "आजीविका");
    case registry::v1::DEMAND_KIND_PUBLIC_GOODS:
      return words.Say("public goods", "सार्वजनिक सुविधा");
    case registry::v1::DEMAND_KIND_SOCIAL_DEVELOPMENT:
      return words.Say("social development", "सामाजिक विकास");
    default:
      return "";
  }
}

// "Looms (5 of 20 met)".
std::string WhatInWords(const Demand& demand, const Words& words) {
  if (!demand.has_quantity() || demand.met_quantity() <= 0) {
    return demand.title();
  }
  return absl::StrCat(demand.title(), " (", FormatCount(demand.met_quantity()),
                      words.Say(" of ", " / "), FormatCount(demand.quantity()),
                      words.Say(" met)", " पूरी)"));
}

std::string Draw(const ReportDemandsResponse& report, const Words& words,
                 const Layout& layout) {
  Table tallies({{words.Say("PLACE", "स्थान")},
                 {words.Say("KIND", "प्रकार")},
                 {words.Say("DEPARTMENT", "विभाग")},
                 {words.Say("DEMANDS", "माँगें"), true},
                 {words.Say("OPEN", "खुली"), true},
                 {words.Say("ROUTED", "भेजी गई"), true},
                 {words.Say("PARTLY MET", "आंशिक"), true},
                 {words.Say("MET", "पूरी"), true},
                 {words.Say("DECLINED", "अस्वीकृत"), true},
                 {words.Say("UNMET COST", "शेष लागत"), true}});
  for (const DemandTally& tally : report.tallies()) {
    tallies.AddRow(
        {tally.place_title().empty() ? tally.place() : tally.place_title(),
         KindInWords(tally.kind(), words), tally.department(),
         FormatCount(tally.demands()), FormatCount(tally.open()),
         FormatCount(tally.routed()), FormatCount(tally.partly_met()),
         FormatCount(tally.met()), FormatCount(tally.declined()),
         absl::StrCat(FormatPaise(tally.unmet_cost_paise()),
                      tally.unmet_without_cost() == 0
                          ? ""
                          : words.Say(" or more", " या अधिक"))});
  }
  Table unmet({{words.Say("NOT MET", "अपूर्ण")},
               {words.Say("PLACE", "स्थान")},
               {words.Say("WHAT", "क्या")},
               {words.Say("UNMET COST", "शेष लागत"), true}});
  for (const Demand& demand : report.unmet()) {
    unmet.AddRow(
        {demand.name(), demand.place(), WhatInWords(demand, words),
         demand.has_cost_paise()
             ? FormatPaise(OpenPart(demand.cost_paise(), demand.quantity(),
                                    demand.met_quantity()))
             : ""});
  }
  std::string drawn = tallies.Draw(layout);
  if (drawn.empty()) {
    return words.Say("No demand was found.\n", "कोई माँग नहीं मिली।\n");
  }
  const std::string listed = unmet.Draw(layout);
  if (listed.empty()) return drawn;
  absl::StrAppend(&drawn, "\n", listed);
  const int64_t left = report.unmet_in_all() - report.unmet_size();
  if (left > 0) {
    absl::StrAppend(&drawn, words.Say("and ", "और "), FormatCount(left),
                    words.Say(" more\n", " अन्य\n"));
  }
  return drawn;
}

}  // namespace

ExitCode RunDemandsReport(const ParsedCommand& command,
                          const Settings& settings, const Clock& clock) {
  ReportDemandsRequest request;
  const std::string fault = FillRequest(command, request);
  if (!fault.empty()) return ComplainOfUsage(fault);
  const Words words = ChooseWords(command);
  ServiceCaller caller(settings, clock);
  ReportDemandsResponse response;
  const absl::Status status =
      caller.Call(Service::kRegistry, "ReportDemands", request, response);
  if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller);
  return PrintAnswer(settings.output, response, [&] {
    return Draw(response, words, LayoutOfStandardOutput());
  });
}

}  // namespace sangam::sangamctl
