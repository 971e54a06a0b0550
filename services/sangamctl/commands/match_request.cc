#include "services/sangamctl/commands/match_request.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/commands/subject_name.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::MatchSchemesRequest;
using matching::v1::Verdict;

constexpr int kPageSize = 1000;

const std::vector<std::pair<std::string, Verdict>>& VerdictWords() {
  static const auto& words = *new std::vector<std::pair<std::string, Verdict>>{
      {"eligible", matching::v1::VERDICT_ELIGIBLE},
      {"needs-information", matching::v1::VERDICT_NEEDS_INFORMATION},
      {"near-miss", matching::v1::VERDICT_NEAR_MISS},
      {"ineligible", matching::v1::VERDICT_INELIGIBLE}};
  return words;
}

std::string AddVerdict(const std::string& text, MatchSchemesRequest& request) {
  std::vector<std::string> names;
  for (const auto& [word, verdict] : VerdictWords()) {
    names.push_back(word);
    if (word != text) continue;
    request.add_verdicts(verdict);
    return "";
  }
  return absl::StrCat("--verdict: \"", text,
                      "\" is none of eligible,"
                      " needs-information, near-miss, ineligible",
                      DidYouMean(text, names));
}

std::string FillVerdicts(const ParsedCommand& command,
                         MatchSchemesRequest& request) {
  if (command.Has("all")) {
    if (command.Has("verdict")) return "--all and --verdict exclude each other";
    for (const auto& [word, verdict] : VerdictWords())
      request.add_verdicts(verdict);
    return "";
  }
  for (const std::string& list : command.Values("verdict")) {
    for (const std::string& word :
         std::vector<std::string>(absl::StrSplit(list, ','))) {
      std::string fault = AddVerdict(word, request);
      if (!fault.empty()) return fault;
    }
  }
  return "";
}

}  // namespace

std::string FillMatchRequest(const ParsedCommand& command,
                             MatchSchemesRequest& request) {
  if (command.Has("file") == !command.arguments.empty()) {
    return command.Has("file")
               ? "match takes a subject or -f, not both"
               : "match needs a subject (groups/..., UDYAM:...) or -f";
  }
  if (!command.arguments.empty()) {
    std::string fault = SetSubject(command.arguments[0], request);
    if (!fault.empty()) return fault;
  }
  if (command.Has("details") && command.Has("brief")) {
    return "--details and --brief exclude each other";
  }
  if (command.Has("as-of")) {
    std::string fault = FillDay(command, "as-of", *request.mutable_as_of());
    if (!fault.empty()) return fault;
  }
  request.set_language_code(command.Value("language"));
  if (command.Has("stale-after")) {
    int32_t months = 0;
    if (!absl::SimpleAtoi(command.Value("stale-after"), &months) ||
        months < 1) {
      return absl::StrCat("--stale-after: \"", command.Value("stale-after"),
                          "\" is no number of months; write 12");
    }
    request.set_stale_after_months(months);
  }
  for (const std::string& scheme : command.Values("scheme")) {
    const ResourceType* type = TypeOfName(scheme);
    if (type == nullptr || type->kind != ResourceKind::kScheme) {
      return absl::StrCat("--scheme: \"", scheme,
                          "\" is no name of a scheme; write schemes/...");
    }
    request.add_schemes(scheme);
  }
  type::v1::ReadAt read_at;
  std::string fault = FillReadAt(command, read_at);
  if (!fault.empty()) return fault;
  if (read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  request.set_page_size(kPageSize);
  return FillVerdicts(command, request);
}

}  // namespace sangam::sangamctl
