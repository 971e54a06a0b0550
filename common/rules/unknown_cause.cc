#include "common/rules/unknown_cause.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace sangam::rules {
namespace {

// More than anyone reads; bounds what long lists of unknowns cost.
constexpr size_t kMostCauses = 32;

}  // namespace

bool IsError(const UnknownCauses& causes) {
  return !causes.empty() &&
         causes.front().reason == UnknownReason::kEvaluationError;
}

void AddCauses(const UnknownCauses& more, UnknownCauses* causes) {
  if (more.empty()) return;
  if (IsError(more)) {
    if (causes->empty()) *causes = more;
    return;
  }
  if (IsError(*causes)) causes->clear();
  for (const UnknownCause& cause : more) {
    if (causes->size() < kMostCauses &&
        std::find(causes->begin(), causes->end(), cause) == causes->end()) {
      causes->push_back(cause);
    }
  }
}

std::string ToAsk(const UnknownCause& cause) {
  switch (cause.reason) {
    case UnknownReason::kAttributeMissing:
    case UnknownReason::kPlaceTooCoarse:
    case UnknownReason::kReceiptsIncomplete:
    case UnknownReason::kReceiptUndated:
    case UnknownReason::kChildrenNotKnown:
    case UnknownReason::kIndustryCodeTooCoarse:
      return cause.what;
    default:
      return "";
  }
}

std::string InWords(const UnknownCause& cause) {
  switch (cause.reason) {
    case UnknownReason::kNone:
      return "";
    case UnknownReason::kAttributeMissing:
      return absl::StrCat(cause.what, " is not known");
    case UnknownReason::kPlaceTooCoarse:
      return "the place is not known finely enough";
    case UnknownReason::kPlaceNotInDirectory:
      return absl::StrCat(cause.what, " is not on record");
    case UnknownReason::kReceiptsIncomplete:
      return "the record of benefits received is not complete";
    case UnknownReason::kReceiptUndated:
      return "the day of a benefit received is not known well enough";
    case UnknownReason::kChildrenNotKnown:
      return "not enough is known of those under the subject";
    case UnknownReason::kIndustryCodeTooCoarse:
      return "the industry is not known finely enough";
    case UnknownReason::kPlaceSetNotKnown:
      return absl::StrCat(cause.what, " is not on record");
    case UnknownReason::kPlaceSetIncomplete:
      return absl::StrCat(cause.what, " is not recorded in full");
    case UnknownReason::kParameterWithoutValue:
      return absl::StrCat(cause.what, " has no value on that day");
    case UnknownReason::kEvaluationError:
      return cause.what;
  }
  return "";
}

}  // namespace sangam::rules
