// Why something is not known.
#ifndef SANGAM_COMMON_RULES_UNKNOWN_CAUSE_H_
#define SANGAM_COMMON_RULES_UNKNOWN_CAUSE_H_

#include <string>
#include <vector>

namespace sangam::rules {

// Why a test can't be decided.
enum class UnknownReason {
  kNone,                   // it is decided
  kAttributeMissing,       // the attribute is not known
  kPlaceTooCoarse,         // the place is known, but not finely enough
  kPlaceNotInDirectory,    // the rule's place is not known here
  kReceiptsIncomplete,     // nothing is on record, but the record is incomplete
  kReceiptUndated,         // received, but the day is not known well enough
  kChildrenNotKnown,       // not all of those under the subject, or not enough
                           // of them, are known
  kIndustryCodeTooCoarse,  // the industry is known, but not finely enough
  kPlaceSetNotKnown,       // the rule's place set is not known here
  kPlaceSetIncomplete,     // outside what is recorded of the place set
  kParameterWithoutValue,  // the parameter has no value on that day
  kEvaluationError         // a computation failed
};

// One cause: the reason and what it is about.
struct UnknownCause {
  UnknownReason reason = UnknownReason::kNone;
  // The attribute (or "received"), the place, the set or the parameter; of an
  // error what failed ("division by zero").
  std::string what;

  friend bool operator==(const UnknownCause& a, const UnknownCause& b) {
    return a.reason == b.reason && a.what == b.what;
  }
};

// Each cause once, in the order of the expression; errors only where there is
// nothing else. Empty: known.
using UnknownCauses = std::vector<UnknownCause>;

// Adds `more` to `causes`. What is not known may yet turn out well, so it goes
// before an error, as in CEL; of several errors the first counts.
void AddCauses(const UnknownCauses& more, UnknownCauses* causes);

// Whether a computation failed, and nothing else is in the way.
bool IsError(const UnknownCauses& causes);

// The attribute (or "received") to ask for; empty where asking does not help.
std::string ToAsk(const UnknownCause& cause);

// In English, without a full stop: "members is not known".
std::string InWords(const UnknownCause& cause);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_UNKNOWN_CAUSE_H_
