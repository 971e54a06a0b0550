#include "services/matching/asked_subject.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/validation/outside_id.h"
#include "common/validation/profile.h"
#include "common/validation/resource_name.h"

namespace sangam::matching {
namespace {

// All these messages write their subject as the same three fields.
template <typename Message>
AskedSubject ReadSubject(const Message& message, absl::string_view prefix) {
  AskedSubject asked;
  asked.prefix = prefix;
  switch (message.subject_case()) {
    case Message::kName:
      asked.name = &message.name();
      break;
    case Message::kOutsideId:
      asked.outside_id = &message.outside_id();
      break;
    case Message::kProfile:
      asked.profile = &message.profile();
      break;
    case Message::SUBJECT_NOT_SET:
      break;
  }
  return asked;
}

}  // namespace

AskedSubject SubjectOf(const v1::MatchSchemesRequest& request) {
  return ReadSubject(request, "");
}

AskedSubject SubjectOf(const v1::TrialSubject& subject,
                       absl::string_view prefix) {
  return ReadSubject(subject, prefix);
}

AskedSubject SubjectOf(const type::v1::PlanSubject& subject,
                       absl::string_view prefix) {
  return ReadSubject(subject, prefix);
}

void CheckSubject(Violations& violations, const AskedSubject& asked) {
  if (asked.name != nullptr) {
    CheckRequiredName(violations, absl::StrCat(asked.prefix, "name"),
                      *asked.name, {"groups", "enterprises", "clusters"});
  } else if (asked.outside_id != nullptr) {
    CheckOutsideId(violations, absl::StrCat(asked.prefix, "outside_id"),
                   *asked.outside_id);
  } else if (asked.profile != nullptr) {
    CheckProfile(violations, absl::StrCat(asked.prefix, "profile"),
                 *asked.profile);
  } else {
    violations.Add(
        asked.prefix.empty() ? "subject" : absl::StripSuffix(asked.prefix, "."),
        "is missing; give a name, an outside_id or a profile");
  }
}

}  // namespace sangam::matching
