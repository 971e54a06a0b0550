// The life of a version: draft, submitted, published, suspended, closed.
//
// Each step edits a version in place or refuses it and leaves it as it is. A
// step that is done already changes nothing and is no error. A step that is
// taken is noted among the version's `steps`. No step changes the terms.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_LIFE_CYCLE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_LIFE_CYCLE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

// A version's `steps` hold at most so many; the oldest go first.
inline constexpr int kMaxSteps = 200;

// Who takes a step, and when. An empty principal gives UNAUTHENTICATED,
// PRINCIPAL_REQUIRED, from every step.
struct StepTaker {
  // The account, as in CallContext.
  std::string principal;
  absl::Time now;
};

// Notes that the principal wrote or changed the version; an empty one is no
// author.
void AddAuthor(const std::string& principal, v1::SchemeVersion* version);

// DRAFT to SUBMITTED. WRONG_VERSION_STATE.
absl::Status Submit(const StepTaker& taker, v1::SchemeVersion* version);

// SUBMITTED to DRAFT, with a note that says why. WRONG_VERSION_STATE;
// INVALID_ARGUMENT on "note".
absl::Status Return(const v1::ReturnSchemeVersionRequest& request,
                    const StepTaker& taker, v1::SchemeVersion* version);

// SUBMITTED to PUBLISHED, by a principal who neither wrote nor submitted it:
// PERMISSION_DENIED, SECOND_PRINCIPAL_REQUIRED. WRONG_VERSION_STATE.
absl::Status Publish(const StepTaker& taker, v1::SchemeVersion* version);

// PUBLISHED to SUSPENDED: no applications from a day on. WRONG_VERSION_STATE;
// INVALID_ARGUMENT for a day outside of the version's period or within an
// earlier suspension.
absl::Status Suspend(const v1::SuspendSchemeVersionRequest& request,
                     const StepTaker& taker, v1::SchemeVersion* version);

// SUSPENDED to PUBLISHED: the suspension ends on a day. WRONG_VERSION_STATE;
// INVALID_ARGUMENT on "citations", or for a day before its first or outside of
// the version's period.
absl::Status Resume(const v1::ResumeSchemeVersionRequest& request,
                    const StepTaker& taker, v1::SchemeVersion* version);

// PUBLISHED or SUSPENDED to CLOSED, with its last day and a note that says why;
// or CLOSED with another day, note or citations, which corrects it.
// WRONG_VERSION_STATE; INVALID_ARGUMENT on "note" or "citations", or for a day
// outside of the period for which the version was published.
absl::Status Close(const v1::CloseSchemeVersionRequest& request,
                   const StepTaker& taker, v1::SchemeVersion* version);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_LIFE_CYCLE_H_
