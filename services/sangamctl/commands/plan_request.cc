#include "services/sangamctl/commands/plan_request.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::PlanConvergenceRequest;
using type::v1::PlanObjective;
using type::v1::PlanTerms;

constexpr char kNoScheme[] = "none";

const std::vector<std::pair<std::string, PlanObjective>>& Objectives() {
  static const auto& words =
      *new std::vector<std::pair<std::string, PlanObjective>>{
          {"most-need-met", type::v1::PLAN_OBJECTIVE_MOST_NEED_MET},
          {"least-own-money", type::v1::PLAN_OBJECTIVE_LEAST_OWN_MONEY},
          {"fewest-departments", type::v1::PLAN_OBJECTIVE_FEWEST_DEPARTMENTS},
          {"soonest", type::v1::PLAN_OBJECTIVE_SOONEST}};
  return words;
}

bool IsScheme(const std::string& name) {
  const ResourceType* type = TypeOfName(name);
  return type != nullptr && type->kind == ResourceKind::kScheme;
}

// "cfc=schemes/brgf", "cfc=none".
std::string AddPin(const std::string& text, PlanTerms& terms) {
  const size_t equals = text.find('=');
  const std::string scheme =
      equals == std::string::npos ? "" : text.substr(equals + 1);
  if (equals == 0 || (scheme != kNoScheme && !IsScheme(scheme))) {
    return absl::StrCat("--pin: \"", text,
                        "\" is no pin; write NEED=schemes/... or NEED=none");
  }
  const std::string need = text.substr(0, equals);
  type::v1::PlanPin* pin = nullptr;
  for (auto& held : *terms.mutable_pins()) {
    if (held.need() == need) pin = &held;
  }
  if (pin == nullptr) pin = terms.add_pins();
  pin->set_need(need);
  pin->set_scheme(scheme == kNoScheme ? "" : scheme);
  return "";
}

// "schemes/brgf", "schemes/brgf@cfc".
std::string AddExclusion(const std::string& text, PlanTerms& terms) {
  const size_t at = text.find('@');
  const std::string scheme = text.substr(0, at);
  if (!IsScheme(scheme)) {
    return absl::StrCat("--exclude: \"", text,
                        "\" names no scheme; write schemes/... or"
                        " schemes/...@NEED");
  }
  auto* exclusion = terms.add_exclusions();
  exclusion->set_scheme(scheme);
  if (at != std::string::npos) exclusion->set_need(text.substr(at + 1));
  return "";
}

std::string SetObjective(const std::string& text, PlanTerms& terms) {
  std::vector<std::string> names;
  for (const auto& [word, objective] : Objectives()) {
    names.push_back(word);
    if (word != text) continue;
    terms.set_objective(objective);
    return "";
  }
  return absl::StrCat("--objective: \"", text,
                      "\" is none of most-need-met, least-own-money,"
                      " fewest-departments, soonest",
                      DidYouMean(text, names));
}

}  // namespace

bool AsksAnew(const ParsedCommand& command) {
  return command.Has("pin") || command.Has("exclude") ||
         command.Has("objective") || command.Has("as-of") ||
         command.Has("again");
}

std::string FaultOfPlanFlags(const ParsedCommand& command) {
  if (command.Has("propose") || command.Has("proposal")) {
    if (!AsksAnew(command) && !command.Has("save") && !command.Has("title")) {
      return "";
    }
    return absl::StrCat(
        command.Has("propose") ? "--propose" : "--proposal",
        " takes the plan as it is kept: change and --save it first");
  }
  if (command.Has("title") && !command.Has("save")) {
    return "--title is what a kept plan is called: give --save plans/..., too";
  }
  return "";
}

registry::v1::Plan PlanToKeep(const ParsedCommand& command,
                              const registry::v1::Plan& stored) {
  registry::v1::Plan kept = stored;
  kept.clear_update_time();
  if (command.Has("title")) kept.set_title(command.Value("title"));
  if (command.Value("save") != stored.name()) {
    kept.set_name(command.Value("save"));
    kept.clear_etag();
  }
  return kept;
}

std::string FillPlanRequest(const ParsedCommand& command,
                            PlanConvergenceRequest& request) {
  PlanTerms& terms = *request.mutable_terms();
  for (const std::string& text : command.Values("pin")) {
    std::string fault = AddPin(text, terms);
    if (!fault.empty()) return fault;
  }
  for (const std::string& text : command.Values("exclude")) {
    std::string fault = AddExclusion(text, terms);
    if (!fault.empty()) return fault;
  }
  if (command.Has("objective")) {
    std::string fault = SetObjective(command.Value("objective"), terms);
    if (!fault.empty()) return fault;
  }
  if (command.Has("as-of")) {
    std::string fault = FillDay(command, "as-of", *request.mutable_as_of());
    if (!fault.empty()) return fault;
  }
  if (command.Has("language")) {
    request.set_language_code(command.Value("language"));
  }
  type::v1::ReadAt read_at;
  std::string fault = FillReadAt(command, read_at);
  if (!fault.empty()) return fault;
  if (read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  return "";
}

}  // namespace sangam::sangamctl
