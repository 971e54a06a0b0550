#include "services/sangamctl/commands/guidance_request.h"

#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/document/message_writer.h"

namespace sangam::sangamctl {
namespace {

constexpr int64_t kPaiseInRupee = 100;

// "1,50,000" or "150000.50" as paise; false for anything else.
bool ReadRupees(absl::string_view text, int64_t* paise) {
  const std::string plain = absl::StrReplaceAll(text, {{",", ""}});
  const size_t point = plain.find('.');
  const std::string whole = plain.substr(0, point);
  const std::string part =
      point == std::string::npos ? "00" : plain.substr(point + 1);
  if (whole.empty() || part.size() != 2) return false;
  for (const char c : absl::StrCat(whole, part)) {
    if (c < '0' || c > '9') return false;
  }
  int64_t rupees = 0;
  int64_t rest = 0;
  return absl::SimpleAtoi(whole, &rupees) && absl::SimpleAtoi(part, &rest) &&
         !__builtin_mul_overflow(rupees, kPaiseInRupee, paise) &&
         !__builtin_add_overflow(*paise, rest, paise);
}

// What all requests have.
template <typename Request>
std::string FillCommon(const ParsedCommand& command, Request& request) {
  if (command.Has("token")) {
    request.mutable_read_at()->set_at_least_token(command.Value("token"));
  }
  request.set_language_code(command.Value("language"));
  return command.Has("as-of")
             ? FillDay(command, "as-of", *request.mutable_as_of())
             : "";
}

}  // namespace

std::string ReadNeedCost(const std::string& text,
                         matching::v1::ModelNeedCost* cost) {
  const size_t equals = text.find('=');
  int64_t paise = 0;
  if (equals == std::string::npos || equals == 0 ||
      !ReadRupees(absl::string_view(text).substr(equals + 1), &paise)) {
    return absl::StrCat("--cost: \"", text,
                        "\" is not like carts=60000, a need and rupees");
  }
  cost->set_need(text.substr(0, equals));
  cost->set_cost_paise(paise);
  return "";
}

std::string FillRequest(const ParsedCommand& command,
                        matching::v1::FitModelsRequest& request) {
  request.mutable_subject()->set_name(command.arguments[0]);
  for (const std::string& model : command.Values("model")) {
    request.add_models(model);
  }
  if (request.models_size() != 1 &&
      (command.Has("cost") || command.Has("plan"))) {
    return "--cost and --plan need one --model, whose needs they are about";
  }
  for (const std::string& cost : command.Values("cost")) {
    std::string fault = ReadNeedCost(cost, request.add_costs());
    if (!fault.empty()) return fault;
  }
  return FillCommon(command, request);
}

std::string FillRequest(const ParsedCommand& command,
                        matching::v1::SuggestRemediesRequest& request) {
  request.mutable_subject()->set_name(command.arguments[0]);
  for (const std::string& problem : command.Values("problem")) {
    request.add_problems(problem);
  }
  return FillCommon(command, request);
}

std::string FillRequest(const ParsedCommand& command,
                        matching::v1::TrackProgrammeRequest& request) {
  request.set_programme(command.arguments[0]);
  for (const std::string& cluster : command.Values("cluster")) {
    request.add_clusters(cluster);
  }
  return FillCommon(command, request);
}

std::string PlanFileOf(const matching::v1::ModelFit& fit) {
  std::string text = absl::StrCat("# The needs of ", fit.model(), ".\n");
  if (!fit.needs_without_cost().empty()) {
    absl::StrAppend(&text, "# State cost_paise of: ",
                    absl::StrJoin(fit.needs_without_cost(), ", "), ".\n");
  }
  return absl::StrCat(text, WriteYaml(fit.plan()));
}

}  // namespace sangam::sangamctl
