// The durable catalogue.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/changelog/change_feed.h"
#include "common/changelog/changelog.h"
#include "common/changelog/standard_methods.h"
#include "common/clock/clock.h"
#include "common/rules/attribute_dictionary.h"
#include "common/sql/store_address.h"
#include "services/scheme_catalog/store/attribute_methods.h"
#include "services/scheme_catalog/store/attribute_type.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/department_type.h"
#include "services/scheme_catalog/store/guidance_type.h"
#include "services/scheme_catalog/store/parameter_type.h"
#include "services/scheme_catalog/store/place_set_type.h"
#include "services/scheme_catalog/store/readiness_rule_type.h"
#include "services/scheme_catalog/store/scheme_search.h"
#include "services/scheme_catalog/store/scheme_type.h"
#include "services/scheme_catalog/store/scheme_version_methods.h"
#include "services/scheme_catalog/store/scheme_version_type.h"
#include "services/scheme_catalog/store/stored_dictionary.h"
#include "services/scheme_catalog/store/version_comparison.h"

namespace sangam::scheme_catalog {

// Departments, schemes and versions, and the words of the eligibility language,
// with their history. Thread-safe; outlives its feeds.
class CatalogStore {
 public:
  // Opens the store as Changelog::Open does, with its errors, migrates it where
  // that is asked for or the store is a file, and writes what is new among the
  // `built_in` attributes. `clock` outlives the store.
  static absl::StatusOr<std::unique_ptr<CatalogStore>> Open(
      const sql::StoreAddress& address, const Clock* clock,
      const AttributeDictionary* built_in, const StoreStart& start = {});

  const StandardMethods& departments() const { return departments_; }
  const StandardMethods& schemes() const { return schemes_; }
  // For deleting; all else is by version_methods().
  const StandardMethods& versions() const { return versions_; }
  const SchemeVersionMethods& version_methods() const {
    return version_methods_;
  }
  const VersionComparison& comparison() const { return comparison_; }
  const SchemeSearch& search() const { return search_; }
  // For reading and deleting; writing is by attribute_methods().
  const StandardMethods& attributes() const { return attributes_; }
  const AttributeMethods& attribute_methods() const {
    return attribute_methods_;
  }
  const StandardMethods& parameters() const { return parameters_; }
  const StandardMethods& place_sets() const { return place_sets_; }
  const StandardMethods& readiness_rules() const { return readiness_rules_; }
  const StandardMethods& replicable_models() const {
    return replicable_models_;
  }
  const StandardMethods& survey_problems() const { return survey_problems_; }
  const StandardMethods& upgrade_programmes() const {
    return upgrade_programmes_;
  }

  // The present state and then every change: departments first, then
  // attributes, parameters, place sets, schemes, versions, readiness rules,
  // models, problems and programmes, so that what a resource names comes before
  // it.
  std::unique_ptr<ChangeFeed> Watch(const std::string& resume_token) const;

  const Changelog& changelog() const { return *changelog_; }
  Changelog& changelog() { return *changelog_; }
  const CatalogTables& tables() const { return *tables_; }

 private:
  CatalogStore(std::unique_ptr<CatalogTables> tables,
               std::unique_ptr<Changelog> changelog);

  const std::unique_ptr<CatalogTables> tables_;
  const std::unique_ptr<Changelog> changelog_;
  const StoredDictionary dictionary_;
  const DepartmentType department_type_;
  const AttributeType attribute_type_;
  const ParameterType parameter_type_;
  const PlaceSetType place_set_type_;
  const SchemeType scheme_type_;
  const SchemeVersionType version_type_;
  const ReadinessRuleType readiness_rule_type_;
  const GuidanceType<v1::ReplicableModel> replicable_model_type_;
  const GuidanceType<v1::SurveyProblem> survey_problem_type_;
  const GuidanceType<v1::UpgradeProgramme> upgrade_programme_type_;
  const StandardMethods departments_;
  const StandardMethods attributes_;
  const StandardMethods parameters_;
  const StandardMethods place_sets_;
  const StandardMethods schemes_;
  const StandardMethods versions_;
  const StandardMethods readiness_rules_;
  const StandardMethods replicable_models_;
  const StandardMethods survey_problems_;
  const StandardMethods upgrade_programmes_;
  const AttributeMethods attribute_methods_;
  const SchemeVersionMethods version_methods_;
  const VersionComparison comparison_;
  const SchemeSearch search_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_STORE_H_
