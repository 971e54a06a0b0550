// Replicable models, survey problems and upgrade programmes.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_GUIDANCE_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_GUIDANCE_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/replicable_model.pb.h"
#include "sangam/scheme_catalog/v1/survey_problem.pb.h"
#include "sangam/scheme_catalog/v1/upgrade_programme.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxModelParts = 50;
inline constexpr int kMaxRemedies = 50;
inline constexpr int kMaxPaths = 200;
inline constexpr int kMaxTargets = 20;
inline constexpr int kMaxGuidanceSchemes = 50;

// What can be told from the record alone: names and texts are there, each part
// has an id of its own and is cited, expressions compile, codes are codes, and
// parts name only parts that are there. INVALID_ARGUMENT with all faults; the
// reason is INVALID_EXPRESSION if any expression is at fault. `vocabulary`
// notes what the rules name.
absl::Status CheckGuidance(const v1::ReplicableModel& model,
                           RuleVocabulary& vocabulary);
absl::Status CheckGuidance(const v1::SurveyProblem& problem,
                           RuleVocabulary& vocabulary);
// Needs every target's attribute to be a number of the vocabulary.
absl::Status CheckGuidance(const v1::UpgradeProgramme& programme,
                           RuleVocabulary& vocabulary);

// A resource of the catalogue that a record names, and the field that does.
struct NamedResource {
  std::string field;
  std::string name;
};

// The schemes and departments that a record names outside of its expressions;
// empty names are left out.
std::vector<NamedResource> ResourcesNamedIn(const v1::ReplicableModel& model);
std::vector<NamedResource> ResourcesNamedIn(const v1::SurveyProblem& problem);
std::vector<NamedResource> ResourcesNamedIn(
    const v1::UpgradeProgramme& programme);

// Whether all expressions compile and all attributes are there, whatever else
// may be wrong with the record.
bool Compiles(const v1::ReplicableModel& model,
              const AttributeDictionary& dictionary);
bool Compiles(const v1::SurveyProblem& problem,
              const AttributeDictionary& dictionary);
bool Compiles(const v1::UpgradeProgramme& programme,
              const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_GUIDANCE_CHECK_H_
