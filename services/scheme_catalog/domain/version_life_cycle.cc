#include "services/scheme_catalog/domain/version_life_cycle.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/status/macros.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/provenance.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/message_differencer.h"
#include "google/protobuf/util/time_util.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/domain/effective_period.h"
#include "services/scheme_catalog/domain/version_terms.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::util::MessageDifferencer;
using v1::SchemeVersion;

absl::Status RequirePrincipal(const StepTaker& taker) {
  if (taker.principal.empty()) return PrincipalRequiredError();
  return absl::OkStatus();
}

absl::Status RequireNote(const std::string& note) {
  Violations violations;
  CheckRequiredText(violations, "note", note, kTextLength);
  return violations.ToStatus();
}

// A day of the version's period; adds a fault on `field` if it is not.
absl::optional<absl::CivilDay> CheckDayOf(Violations& violations,
                                          const SchemeVersion& version,
                                          const std::string& field,
                                          const google::type::Date& date) {
  const absl::optional<absl::CivilDay> day = CheckDate(violations, field, date);
  const EffectivePeriod period = EffectivePeriodOf(version);
  if (day && !Contains(period, *day)) {
    violations.Add(field, absl::StrCat("is not a day of the version, which is"
                                       " in force ",
                                       InWords(period)));
  }
  return day;
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      absl::ToUnixMicros(time));
}

// Notes the step; the caller adds what is special to it.
v1::SchemeVersionStep* AddStep(v1::SchemeVersionStepKind kind,
                               const StepTaker& taker, SchemeVersion* version) {
  auto* steps = version->mutable_steps();
  // Submitting and giving back can go on for ever; the history of the record
  // has all of them.
  if (steps->size() >= kMaxSteps) {
    steps->DeleteSubrange(0, steps->size() - kMaxSteps + 1);
  }
  v1::SchemeVersionStep* step = steps->Add();
  step->set_kind(kind);
  step->set_principal(taker.principal);
  *step->mutable_time() = ToTimestamp(taker.now);
  return step;
}

// The last step of this kind; empty where there is none.
const v1::SchemeVersionStep& LastStep(const SchemeVersion& version,
                                      v1::SchemeVersionStepKind kind) {
  for (int i = version.steps_size() - 1; i >= 0; --i) {
    if (version.steps(i).kind() == kind) return version.steps(i);
  }
  return v1::SchemeVersionStep::default_instance();
}

bool SameCitations(
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& a,
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& b) {
  return absl::c_equal(a, b, [](const auto& left, const auto& right) {
    return MessageDifferencer::Equals(left, right);
  });
}

bool IsAuthor(const SchemeVersion& version, const std::string& principal) {
  return absl::c_linear_search(version.authors(), principal);
}

v1::Suspension SuspensionIn(const v1::SuspendSchemeVersionRequest& request) {
  v1::Suspension suspension;
  *suspension.mutable_suspended_from() = request.suspended_from();
  suspension.set_cause(request.cause());
  *suspension.mutable_citations() = request.citations();
  return suspension;
}

// Null where the version was never suspended.
const v1::Suspension* LastSuspension(const SchemeVersion& version) {
  const int count = version.suspensions_size();
  return count == 0 ? nullptr : &version.suspensions(count - 1);
}

}  // namespace

void AddAuthor(const std::string& principal, SchemeVersion* version) {
  if (principal.empty() || IsAuthor(*version, principal)) return;
  version->add_authors(principal);
}

absl::Status Submit(const StepTaker& taker, SchemeVersion* version) {
  SANGAM_RETURN_IF_ERROR(RequirePrincipal(taker));
  if (version->state() == v1::SCHEME_VERSION_STATE_SUBMITTED) {
    return absl::OkStatus();
  }
  if (version->state() != v1::SCHEME_VERSION_STATE_DRAFT) {
    return WrongVersionStateError(*version, "submitted",
                                  "only a draft can be submitted");
  }
  AddAuthor(taker.principal, version);
  version->set_submitted_by(taker.principal);
  version->clear_review_note();
  version->set_state(v1::SCHEME_VERSION_STATE_SUBMITTED);
  AddStep(v1::SCHEME_VERSION_STEP_KIND_SUBMITTED, taker, version);
  return absl::OkStatus();
}

absl::Status Return(const v1::ReturnSchemeVersionRequest& request,
                    const StepTaker& taker, SchemeVersion* version) {
  SANGAM_RETURN_IF_ERROR(RequirePrincipal(taker));
  SANGAM_RETURN_IF_ERROR(RequireNote(request.note()));
  if (version->state() == v1::SCHEME_VERSION_STATE_DRAFT &&
      version->review_note() == request.note()) {
    return absl::OkStatus();
  }
  if (version->state() != v1::SCHEME_VERSION_STATE_SUBMITTED) {
    return WrongVersionStateError(*version, "given back",
                                  "only a submitted version can be");
  }
  version->clear_submitted_by();
  version->set_review_note(request.note());
  version->set_state(v1::SCHEME_VERSION_STATE_DRAFT);
  AddStep(v1::SCHEME_VERSION_STEP_KIND_RETURNED, taker, version)
      ->set_note(request.note());
  return absl::OkStatus();
}

absl::Status Publish(const StepTaker& taker, SchemeVersion* version) {
  SANGAM_RETURN_IF_ERROR(RequirePrincipal(taker));
  // Repeating it does no harm, though it may be suspended or closed since.
  if (WasPublished(*version)) return absl::OkStatus();
  if (version->state() != v1::SCHEME_VERSION_STATE_SUBMITTED) {
    return WrongVersionStateError(*version, "published",
                                  "only a submitted version can be");
  }
  if (taker.principal == version->submitted_by() ||
      IsAuthor(*version, taker.principal)) {
    return SecondPrincipalRequiredError(version->name(), taker.principal);
  }
  version->set_published_by(taker.principal);
  version->set_state(v1::SCHEME_VERSION_STATE_PUBLISHED);
  *version->mutable_publish_time() = ToTimestamp(taker.now);
  AddStep(v1::SCHEME_VERSION_STEP_KIND_PUBLISHED, taker, version);
  return absl::OkStatus();
}

absl::Status Suspend(const v1::SuspendSchemeVersionRequest& request,
                     const StepTaker& taker, SchemeVersion* version) {
  SANGAM_RETURN_IF_ERROR(RequirePrincipal(taker));
  const v1::Suspension suspension = SuspensionIn(request);
  const v1::Suspension* last = LastSuspension(*version);
  const bool suspended = version->state() == v1::SCHEME_VERSION_STATE_SUSPENDED;
  if (suspended && last != nullptr &&
      MessageDifferencer::Equals(*last, suspension)) {
    return absl::OkStatus();
  }
  Violations violations;
  const absl::optional<absl::CivilDay> from = CheckDayOf(
      violations, *version, "suspended_from", request.suspended_from());
  CheckRequiredEnum(violations, "cause", request.cause());
  CheckCitations(violations, "citations", request.citations());
  // Suspensions follow one another, so only the last can reach beyond `from`.
  if (from && last != nullptr && last->has_suspended_until()) {
    const auto until = ToCivilDay(last->suspended_until(), "suspended_until");
    if (until.ok() && *from <= *until) {
      violations.Add("suspended_from",
                     absl::StrCat("is not after the suspension before, which"
                                  " lasted until ",
                                  FormatDay(*until)));
    }
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  if (version->state() != v1::SCHEME_VERSION_STATE_PUBLISHED) {
    return WrongVersionStateError(*version, "suspended",
                                  "only a published version can be");
  }
  *version->add_suspensions() = suspension;
  version->set_state(v1::SCHEME_VERSION_STATE_SUSPENDED);
  v1::SchemeVersionStep* step =
      AddStep(v1::SCHEME_VERSION_STEP_KIND_SUSPENDED, taker, version);
  *step->mutable_day() = request.suspended_from();
  *step->mutable_citations() = request.citations();
  return absl::OkStatus();
}

absl::Status Resume(const v1::ResumeSchemeVersionRequest& request,
                    const StepTaker& taker, SchemeVersion* version) {
  SANGAM_RETURN_IF_ERROR(RequirePrincipal(taker));
  const v1::Suspension* last = LastSuspension(*version);
  if (version->state() == v1::SCHEME_VERSION_STATE_PUBLISHED &&
      last != nullptr &&
      MessageDifferencer::Equals(last->suspended_until(),
                                 request.suspended_until())) {
    return absl::OkStatus();
  }
  if (version->state() != v1::SCHEME_VERSION_STATE_SUSPENDED ||
      last == nullptr) {
    return WrongVersionStateError(*version, "resumed",
                                  "only a suspended version can be");
  }
  Violations violations;
  const absl::optional<absl::CivilDay> until = CheckDayOf(
      violations, *version, "suspended_until", request.suspended_until());
  const auto from = ToCivilDay(last->suspended_from(), "suspended_from");
  if (until && from.ok()) {
    CheckDateOrder(violations, *from, "suspended_until", until);
  }
  CheckCitations(violations, "citations", request.citations());
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  *version->mutable_suspensions()->rbegin()->mutable_suspended_until() =
      request.suspended_until();
  version->set_state(v1::SCHEME_VERSION_STATE_PUBLISHED);
  v1::SchemeVersionStep* step =
      AddStep(v1::SCHEME_VERSION_STEP_KIND_RESUMED, taker, version);
  *step->mutable_day() = request.suspended_until();
  *step->mutable_citations() = request.citations();
  return absl::OkStatus();
}

absl::Status Close(const v1::CloseSchemeVersionRequest& request,
                   const StepTaker& taker, SchemeVersion* version) {
  SANGAM_RETURN_IF_ERROR(RequirePrincipal(taker));
  const v1::SchemeVersionStep& last =
      LastStep(*version, v1::SCHEME_VERSION_STEP_KIND_CLOSED);
  if (version->state() == v1::SCHEME_VERSION_STATE_CLOSED &&
      MessageDifferencer::Equals(version->closed_on(), request.closed_on()) &&
      version->review_note() == request.note() &&
      SameCitations(last.citations(), request.citations())) {
    return absl::OkStatus();
  }
  // A correction may name any day of the version as it was published.
  SchemeVersion open = *version;
  open.clear_closed_on();
  Violations violations;
  CheckDayOf(violations, open, "closed_on", request.closed_on());
  CheckRequiredText(violations, "note", request.note(), kTextLength);
  CheckCitations(violations, "citations", request.citations());
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  if (!WasPublished(*version)) {
    return WrongVersionStateError(*version, "closed",
                                  "only a published version can be");
  }
  *version->mutable_closed_on() = request.closed_on();
  version->set_review_note(request.note());
  version->set_state(v1::SCHEME_VERSION_STATE_CLOSED);
  v1::SchemeVersionStep* step =
      AddStep(v1::SCHEME_VERSION_STEP_KIND_CLOSED, taker, version);
  *step->mutable_day() = request.closed_on();
  step->set_note(request.note());
  *step->mutable_citations() = request.citations();
  return absl::OkStatus();
}

}  // namespace sangam::scheme_catalog
