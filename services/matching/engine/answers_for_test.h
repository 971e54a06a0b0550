// Questions to small catalogues, for the engine's tests.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ANSWERS_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ANSWERS_FOR_TEST_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

// A condition in protobuf's text form.
inline std::string If(const std::string& expression) {
  return absl::StrCat("conditions { id: \"c\" expression: \"", expression,
                      "\" } ");
}

// A grant of a fixed sum.
inline std::string Grant(int64_t paise) {
  return absl::StrCat(
      "benefits { id: 'g' kind: BENEFIT_KIND_GRANT amount { fixed { "
      "min_paise: ",
      paise, " max_paise: ", paise, " } } } ");
}

// Every verdict, on the first of April 2024.
inline MatchQuery EveryVerdict() {
  MatchQuery query;
  query.as_of = absl::CivilDay(2024, 4, 1);
  query.verdicts = {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION,
                    v1::VERDICT_NEAR_MISS, v1::VERDICT_INELIGIBLE};
  return query;
}

inline v1::MatchSchemesResponse AskAbout(
    const SampleCatalog& sample, const std::string& profile,
    const MatchQuery& query = EveryVerdict()) {
  const auto catalog = sample.Build();
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  v1::MatchSchemesResponse response;
  Match(*catalog, subject, rules::SamplePlaces(), query, &response);
  return response;
}

// The names of the schemes that are listed, without "schemes/".
inline std::vector<std::string> Listed(
    const v1::MatchSchemesResponse& response) {
  std::vector<std::string> names;
  for (const auto& match : response.matches()) {
    names.push_back(match.scheme().substr(8));
  }
  return names;
}

// What is said of a scheme that is listed.
inline v1::SchemeMatch MatchOf(const v1::MatchSchemesResponse& response,
                               const std::string& id) {
  for (const auto& match : response.matches()) {
    if (match.scheme() == "schemes/" + id) return match;
  }
  ADD_FAILURE() << id << " is not listed";
  return {};
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ANSWERS_FOR_TEST_H_
