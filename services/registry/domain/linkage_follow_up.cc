#include "services/registry/domain/linkage_follow_up.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/list_size.h"
#include "common/validation/text.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/step_role.h"

namespace sangam::registry {
namespace {

constexpr int kMaxEvidence = 200;
constexpr int kMaxVisits = 200;

template <typename Message>
void CheckRequiredDate(Violations& violations, const std::string& field,
                       bool given, const Message& date) {
  if (given) {
    CheckDate(violations, field, date);
  } else {
    violations.Add(field, "is missing");
  }
}

void CheckFeedback(Violations& violations, const v1::Linkage& linkage) {
  if (!linkage.has_feedback()) return;
  const v1::MatchFeedback& feedback = linkage.feedback();
  CheckRequiredEnum(violations, "feedback.answer", feedback.answer());
  CheckRequiredDate(violations, "feedback.given_on", feedback.has_given_on(),
                    feedback.given_on());
  CheckRole(violations, "feedback.given_by", feedback.given_by());
  if (feedback.answer() != v1::FEEDBACK_ANSWER_REFUSED) {
    CheckOptionalText(violations, "feedback.reason", feedback.reason(),
                      kTextLength);
    return;
  }
  CheckRequiredText(violations, "feedback.reason", feedback.reason(),
                    kTextLength);
  if (linkage.state() != v1::LINKAGE_STATE_PROPOSED &&
      linkage.state() != v1::LINKAGE_STATE_REFUSED) {
    violations.Add("feedback.answer",
                   absl::StrCat("can't be REFUSED in the state ",
                                LinkageStateText(linkage.state())));
  }
}

void CheckEvidence(Violations& violations, const v1::Linkage& linkage) {
  if (!CheckListSize(violations, "evidence", linkage.evidence_size(),
                     kMaxEvidence)) {
    return;
  }
  for (int i = 0; i < linkage.evidence_size(); ++i) {
    const v1::EvidenceReference& evidence = linkage.evidence(i);
    const std::string path = absl::StrCat("evidence[", i, "]");
    CheckRequiredText(violations, absl::StrCat(path, ".description"),
                      evidence.description(), kTitleLength);
    CheckRequiredText(violations, absl::StrCat(path, ".reference"),
                      evidence.reference(), kTitleLength);
    if (evidence.state() != v1::LINKAGE_STATE_UNSPECIFIED) {
      CheckRequiredEnum(violations, absl::StrCat(path, ".state"),
                        evidence.state());
    }
    if (evidence.has_dated_on()) {
      CheckDate(violations, absl::StrCat(path, ".dated_on"),
                evidence.dated_on());
    }
  }
}

void CheckMonitoring(Violations& violations, const v1::Linkage& linkage) {
  if (linkage.monitoring().empty() ||
      !CheckListSize(violations, "monitoring", linkage.monitoring_size(),
                     kMaxVisits)) {
    return;
  }
  if (!FeedsReceived(linkage.state())) {
    violations.Add("monitoring",
                   absl::StrCat("must be left out in the state ",
                                LinkageStateText(linkage.state()),
                                ": nothing has reached the subject"));
  }
  for (int i = 0; i < linkage.monitoring_size(); ++i) {
    const v1::MonitoringVisit& visit = linkage.monitoring(i);
    const std::string path = absl::StrCat("monitoring[", i, "]");
    CheckRequiredDate(violations, absl::StrCat(path, ".visited_on"),
                      visit.has_visited_on(), visit.visited_on());
    CheckRole(violations, absl::StrCat(path, ".visited_by"),
              visit.visited_by());
    CheckRequiredText(violations, absl::StrCat(path, ".finding"),
                      visit.finding(), kTextLength);
  }
}

}  // namespace

void CheckFollowUp(Violations& violations, const v1::Linkage& linkage) {
  CheckFeedback(violations, linkage);
  CheckEvidence(violations, linkage);
  CheckMonitoring(violations, linkage);
}

}  // namespace sangam::registry
