// Plans out of small catalogues, for the planner's tests.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLANS_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLANS_FOR_TEST_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/planning/convergence_planner.h"

namespace sangam::matching {

// A citation in protobuf's text form.
inline constexpr char kCited[] =
    " citations { document: 'Order' confidence: CONFIDENCE_VERIFIED } ";

// A grant of a share of a cost of `head`, the rest left to the beneficiary.
inline std::string PaysShare(const std::string& head, int share_bps,
                             const std::string& more = "") {
  return absl::StrCat(
      "open_to_all: true benefits { id: 'grant' kind: BENEFIT_KIND_GRANT"
      " cost_heads: '",
      head,
      "' } funding { id: 'rule' shares { party: FUNDING_PARTY_CENTRE"
      " share_bps: ",
      share_bps, " } shares { party: FUNDING_PARTY_BENEFICIARY share_bps: ",
      10'000 - share_bps, " } } ", more);
}

// A gap funder of all heads.
inline std::string PaysGaps(const std::string& more = "") {
  return absl::StrCat("open_to_all: true gap_funding { any_cost_head: true ",
                      more, kCited, "} ");
}

// Makes a plan by the terms, in protobuf's text form, for a cluster in
// Meghalaya on the first of April 2024.
inline type::v1::ConvergencePlan PlanBy(
    const SampleCatalog& sample, const std::string& terms_text,
    const std::string& profile =
        "kind: SUBJECT_KIND_CLUSTER place:"
        " 'places/lgd-state-17'",
    std::vector<PromisedGrant> promised = {}) {
  const auto catalog = sample.Build();
  const auto terms = FromText<type::v1::PlanTerms>(terms_text);
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  std::vector<MatchSubject> applicants;
  for (const auto& applicant : terms.applicants()) {
    applicants.emplace_back().profile = applicant.subject().profile();
  }
  const auto places = rules::SamplePlaces();
  PlanQuestion question{terms, {}, absl::CivilDay(2024, 4, 1), ""};
  question.promised = std::move(promised);
  question.participants.push_back({"", &subject, &places});
  for (size_t i = 0; i < applicants.size(); ++i) {
    question.participants.push_back(
        {terms.applicants(static_cast<int>(i)).id(), &applicants[i], &places});
  }
  auto plan = MakePlan(*catalog, question, SystemClock());
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *std::move(plan) : type::v1::ConvergencePlan();
}

// The schemes of its grants, in the order of its lines.
inline std::vector<std::string> GrantsOf(
    const type::v1::ConvergencePlan& plan) {
  std::vector<std::string> grants;
  for (const auto& line : plan.lines()) {
    if (line.kind() != type::v1::PLAN_LINE_KIND_GRANT) continue;
    grants.push_back(line.scheme());
  }
  return grants;
}

// What was sanctioned to the first participant before April 2024.
inline PromisedGrant Sanctioned(const std::string& id,
                                const std::string& scheme, int64_t paise,
                                int need = -1) {
  PromisedGrant promised;
  promised.linkage = absl::StrCat("linkages/", id);
  promised.scheme = absl::StrCat("schemes/", scheme);
  promised.paise = paise;
  promised.sanctioned = true;
  promised.since = absl::CivilDay(2024, 3, 1);
  promised.need = need;
  return promised;
}

// "need kind party paise scheme" of each line.
inline std::vector<std::string> LinesOf(const type::v1::ConvergencePlan& plan) {
  std::vector<std::string> lines;
  for (const auto& line : plan.lines()) {
    lines.push_back(absl::StrCat(
        line.need(), " ", type::v1::PlanLineKind_Name(line.kind()).substr(15),
        " ", type::v1::PlanParty_Name(line.party()).substr(11), " ",
        line.paise(), line.scheme().empty() ? "" : " ", line.scheme()));
  }
  return lines;
}

inline std::vector<std::string> StepsOf(const type::v1::ConvergencePlan& plan) {
  std::vector<std::string> ids;
  for (const auto& step : plan.steps()) ids.push_back(step.id());
  return ids;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLANS_FOR_TEST_H_
