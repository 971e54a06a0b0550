// The models, problems and programmes of one state of the catalogue.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_GUIDANCE_CATALOG_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_GUIDANCE_CATALOG_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/container/btree_map.h"
#include "common/rules/rule.h"
#include "sangam/scheme_catalog/v1/replicable_model.pb.h"
#include "sangam/scheme_catalog/v1/survey_problem.pb.h"
#include "sangam/scheme_catalog/v1/upgrade_programme.pb.h"
#include "services/matching/catalog/catalog_contents.h"
#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {

// A value; copies share the resources.
struct GuidanceContents {
  ResourcesByName<scheme_catalog::v1::ReplicableModel> models;
  ResourcesByName<scheme_catalog::v1::SurveyProblem> problems;
  ResourcesByName<scheme_catalog::v1::UpgradeProgramme> programmes;
};

// Immutable, so safe to share between threads. Keeps the snapshot whose words
// its rules are compiled with.
class GuidanceCatalog {
 public:
  // Takes over from `previous` (may be null) the rules of the same words.
  static std::shared_ptr<const GuidanceCatalog> Compile(
      std::shared_ptr<const CatalogSnapshot> snapshot,
      const GuidanceContents& contents,
      const GuidanceCatalog* previous = nullptr);

  const GuidanceContents& contents() const { return contents_; }

  // The rule of an expression of one of the contents; null if it is empty or
  // does not compile, as after a word was taken away that it uses.
  const Rule* RuleOf(const std::string& expression) const;

 private:
  GuidanceCatalog(std::shared_ptr<const CatalogSnapshot> snapshot,
                  const GuidanceContents& contents)
      : snapshot_(std::move(snapshot)), contents_(contents) {}

  void AddRule(const std::string& expression, const GuidanceCatalog* known);

  const std::shared_ptr<const CatalogSnapshot> snapshot_;
  const GuidanceContents contents_;
  // By their text: the same words make the same rule.
  absl::btree_map<std::string, Rule> rules_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_GUIDANCE_CATALOG_H_
