#include "services/sangamctl/commands/duplicates_command.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "sangam/registry/v1/subject_care.pb.h"
#include "services/sangamctl/commands/care_method.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/enum_word.h"
#include "services/sangamctl/remote/service_caller.h"
#include "services/sangamctl/screen/table.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::DuplicatePair;
using registry::v1::FindDuplicatesRequest;
using registry::v1::FindDuplicatesResponse;

constexpr int32_t kPairsToList = 100;
constexpr int32_t kPageSize = 1'000;

std::string ReasonInWords(int reason) {
  switch (reason) {
    case registry::v1::DUPLICATE_REASON_SAME_TITLE_AND_PLACE:
      return "same title and place";
    case registry::v1::DUPLICATE_REASON_LIKE_OUTSIDE_ID:
      return "like ids";
    case registry::v1::DUPLICATE_REASON_SAME_MEMBERS:
      return "as many members";
    case registry::v1::DUPLICATE_REASON_SAME_FORMATION_DATE:
      return "formed on the same day";
    case registry::v1::DUPLICATE_REASON_SAME_BANK_BRANCH:
      return "same bank branch";
    default:
      return "another reason";
  }
}

std::string ReasonsOf(const DuplicatePair& pair) {
  std::vector<std::string> words;
  for (const int reason : pair.reasons()) {
    words.push_back(ReasonInWords(reason));
  }
  for (const std::string& system : pair.differing_systems()) {
    words.push_back(absl::StrCat("but other ", system, " ids"));
  }
  return absl::StrJoin(words, ", ");
}

std::string Draw(const FindDuplicatesResponse& found, const Layout& layout) {
  Table table({{"FIRST"}, {"SECOND"}, {"TITLE"}, {"WHY"}});
  for (const DuplicatePair& pair : found.pairs()) {
    table.AddRow(
        {pair.first(), pair.second(), pair.first_title(), ReasonsOf(pair)});
  }
  std::string drawn = table.Draw(layout);
  if (drawn.empty()) drawn = "No duplicates were found.\n";
  if (!found.next_page_token().empty()) {
    absl::StrAppend(&drawn, "There may be more; --limit lists more of them.\n");
  }
  for (const std::string& place : found.coarse_places()) {
    absl::StrAppend(&drawn, "Not compared by title: ", place,
                    " has too many records of its own.\n");
  }
  return drawn;
}

}  // namespace

ExitCode RunDuplicatesList(const ParsedCommand& command,
                           const Settings& settings, const Clock& clock) {
  FindDuplicatesRequest request;
  if (command.Has("kind")) {
    type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED;
    if (!ReadEnumWord(command.Value("kind"), "SUBJECT_KIND_", &kind)) {
      return ComplainOfUsage(absl::StrCat("--kind: \"", command.Value("kind"),
                                          "\" is no kind of subject; write"
                                          " SHG, VO, ENTERPRISE, ..."));
    }
    request.set_kind(kind);
  }
  int32_t limit = kPairsToList;
  if (command.Has("limit") &&
      (!absl::SimpleAtoi(command.Value("limit"), &limit) || limit < 1)) {
    return ComplainOfUsage(absl::StrCat("--limit: \"", command.Value("limit"),
                                        "\" is no number above 0"));
  }
  ServiceCaller caller(settings, clock);
  FindDuplicatesResponse found;
  do {
    request.set_page_size(std::min(limit - found.pairs_size(), kPageSize));
    FindDuplicatesResponse page;
    const absl::Status status = caller.Call(
        Service::kRegistry, CareMethod("FindDuplicates"), request, page);
    if (!status.ok()) return ComplainOf(status, Service::kRegistry, caller);
    found.mutable_pairs()->MergeFrom(page.pairs());
    found.mutable_coarse_places()->MergeFrom(page.coarse_places());
    found.set_next_page_token(page.next_page_token());
    found.set_token(page.token());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && found.pairs_size() < limit);
  return PrintAnswer(settings.output, found,
                     [&] { return Draw(found, LayoutOfStandardOutput()); });
}

}  // namespace sangam::sangamctl
