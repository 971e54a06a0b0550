#include "services/sangamctl/commands/federation_request.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/sangamctl/commands/enum_word.h"
#include "services/sangamctl/commands/read_at.h"
#include "services/sangamctl/commands/subject_name.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::AssessFederationRequest;
using matching::v1::AssessFederationsRequest;

// Who decided, where the command line only tries a decision.
constexpr char kTrial[] = "TRIAL";

std::string ReadKind(const std::string& word, type::v1::SubjectKind* kind) {
  if (ReadEnumWord(word, "SUBJECT_KIND_", kind)) return "";
  return absl::StrCat("\"", word,
                      "\" is no kind of group; write SHG, VO, CLF"
                      " or BLF");
}

std::string FillMembers(const ParsedCommand& command,
                        AssessFederationRequest& request) {
  auto& federation = *request.mutable_hypothetical();
  type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED;
  std::string fault = ReadKind(command.Value("kind"), &kind);
  if (!fault.empty()) return absl::StrCat("--kind: ", fault);
  federation.set_kind(kind);
  federation.set_place(command.Value("place"));
  for (const std::string& member : command.Values("member")) {
    fault = SetSubject(member, *federation.add_members());
    if (!fault.empty()) return absl::StrCat("--member: ", fault);
  }
  return "";
}

// "readinessRules/x/norm".
std::string FillJudgements(const ParsedCommand& command,
                           const std::string& flag, bool holds,
                           AssessFederationRequest& request) {
  for (const std::string& text : command.Values(flag)) {
    const std::vector<std::string> parts = absl::StrSplit(text, '/');
    if (parts.size() != 3) {
      return absl::StrCat("--", flag, ": \"", text,
                          "\" is no norm; write readinessRules/RULE/NORM");
    }
    auto& judgement = *request.add_judgements();
    judgement.set_readiness_rule(absl::StrCat(parts[0], "/", parts[1]));
    judgement.set_norm(parts[2]);
    judgement.set_holds(holds);
    judgement.set_decided_by(kTrial);
  }
  return "";
}

template <typename Request>
std::string FillRulesAndDay(const ParsedCommand& command, Request& request) {
  for (const std::string& rule : command.Values("rule")) {
    request.add_readiness_rules(rule);
  }
  request.set_language_code(command.Value("language"));
  return command.Has("as-of")
             ? FillDay(command, "as-of", *request.mutable_as_of())
             : "";
}

}  // namespace

std::string FillFederationRequest(const ParsedCommand& command,
                                  AssessFederationRequest& request) {
  if (command.Has("member") == !command.arguments.empty()) {
    return command.Has("member")
               ? "federation assess takes a federation or members, not both"
               : "federation assess needs a federation (groups/...) or --kind"
                 " and --member";
  }
  std::string fault = command.Has("member")
                          ? FillMembers(command, request)
                          : SetSubject(command.arguments[0], request);
  if (fault.empty()) fault = FillRulesAndDay(command, request);
  if (fault.empty()) fault = FillJudgements(command, "holds", true, request);
  if (fault.empty()) fault = FillJudgements(command, "fails", false, request);
  if (!fault.empty()) return fault;
  type::v1::ReadAt read_at;
  fault = FillReadAt(command, read_at);
  if (fault.empty() &&
      read_at.state_case() != type::v1::ReadAt::STATE_NOT_SET) {
    *request.mutable_read_at() = read_at;
  }
  return fault;
}

std::string FillFederationsRequest(const ParsedCommand& command,
                                   AssessFederationsRequest& request) {
  request.set_place(command.Value("place"));
  request.set_min_token(command.Value("token"));
  for (const std::string& word : command.Values("kind")) {
    type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED;
    const std::string fault = ReadKind(word, &kind);
    if (!fault.empty()) return absl::StrCat("--kind: ", fault);
    request.add_kinds(kind);
  }
  for (const std::string& text : command.Values("found")) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(text, absl::MaxSplits(':', 1));
    type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED;
    const std::string fault = ReadKind(parts.first, &kind);
    if (!fault.empty()) return absl::StrCat("--found: ", fault);
    type::v1::PlaceKind place = type::v1::PLACE_KIND_UNSPECIFIED;
    if (!ReadEnumWord(parts.second, "PLACE_KIND_", &place)) {
      return absl::StrCat("--found: \"", parts.second,
                          "\" is no kind of place; write VO:VILLAGE");
    }
    auto& formation = *request.add_formations();
    formation.set_kind(kind);
    formation.set_place_kind(place);
  }
  return FillRulesAndDay(command, request);
}

}  // namespace sangam::sangamctl
