#include "services/matching/planning/application_step.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/matching/engine/scheme_match.h"
#include "services/matching/planning/step_owner.h"

namespace sangam::matching {

void FillApplicationStep(const PlanQuestion& question,
                         const OfferedScheme& offered,
                         const MatchContext& context, int participant,
                         type::v1::PlanStep& step) {
  const auto& version = offered.version->version;
  step.set_scheme(offered.scheme->scheme.name());
  if (version.window().has_opens_on()) {
    *step.mutable_opens_on() = version.window().opens_on();
  }
  if (version.window().has_closes_on()) {
    *step.mutable_closes_on() = version.window().closes_on();
  }
  if (version.has_lead_time()) {
    step.set_lead_time_days(version.lead_time().days());
  }
  for (const auto& route : version.where_to_apply()) {
    step.add_where_to_apply(route.description().empty() ? route.department()
                                                        : route.description());
  }
  v1::SchemeMatch match;
  AddDocuments(version, context, &match);
  for (const auto& document : match.documents()) {
    if (document.held() == v1::OUTCOME_NOT_MET) {
      step.add_blockers(absl::StrCat("missing: ", document.description()));
    }
  }
  const std::string promised = WhatIsPromised(offered.receipts);
  if (!promised.empty()) {
    step.add_blockers(absl::StrCat("was sanctioned before: ", promised));
  }
  SetOwner(question, kApplicantRole, participant, step);
}

}  // namespace sangam::matching
