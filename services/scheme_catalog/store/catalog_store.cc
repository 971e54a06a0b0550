#include "services/scheme_catalog/store/catalog_store.h"

#include <utility>

#include "services/scheme_catalog/store/catalog_upkeep.h"

namespace sangam::scheme_catalog {

absl::StatusOr<std::unique_ptr<CatalogStore>> CatalogStore::Open(
    const sql::StoreAddress& address, const Clock* clock,
    const AttributeDictionary* built_in, const StoreStart& start) {
  auto tables = std::make_unique<CatalogTables>();
  Changelog::Options options;
  options.address = address;
  options.start = start;
  options.store = "scheme_catalog";
  options.migrations = CatalogMigrations(*tables);
  SANGAM_ASSIGN_OR_RETURN(std::unique_ptr<Changelog> changelog,
                          Changelog::Open(std::move(options), clock));
  std::unique_ptr<CatalogStore> store(
      new CatalogStore(std::move(tables), std::move(changelog)));
  SANGAM_RETURN_IF_ERROR(
      store->changelog_->Write([&](WriteTransaction& transaction) {
        return BringUpToDate(transaction, *store->tables_, store->dictionary_,
                             *built_in);
      }));
  return store;
}

CatalogStore::CatalogStore(std::unique_ptr<CatalogTables> tables,
                           std::unique_ptr<Changelog> changelog)
    : tables_(std::move(tables)),
      changelog_(std::move(changelog)),
      dictionary_(tables_.get()),
      department_type_(tables_.get()),
      attribute_type_(tables_.get(), &dictionary_),
      parameter_type_(tables_.get(), &dictionary_),
      place_set_type_(tables_.get(), &dictionary_),
      scheme_type_(tables_.get()),
      version_type_(tables_.get(), &dictionary_),
      readiness_rule_type_(tables_.get(), &dictionary_),
      replicable_model_type_(tables_.get(), &tables_->replicable_models,
                             "replicableModels", &dictionary_),
      survey_problem_type_(tables_.get(), &tables_->survey_problems,
                           "surveyProblems", &dictionary_),
      upgrade_programme_type_(tables_.get(), &tables_->upgrade_programmes,
                              "upgradeProgrammes", &dictionary_),
      departments_(changelog_.get(), &department_type_),
      attributes_(changelog_.get(), &attribute_type_),
      parameters_(changelog_.get(), &parameter_type_),
      place_sets_(changelog_.get(), &place_set_type_),
      schemes_(changelog_.get(), &scheme_type_),
      versions_(changelog_.get(), &version_type_),
      readiness_rules_(changelog_.get(), &readiness_rule_type_),
      replicable_models_(changelog_.get(), &replicable_model_type_),
      survey_problems_(changelog_.get(), &survey_problem_type_),
      upgrade_programmes_(changelog_.get(), &upgrade_programme_type_),
      attribute_methods_(&attributes_),
      version_methods_(changelog_.get(), tables_.get(), &versions_),
      comparison_(changelog_.get(), tables_.get()),
      search_(changelog_.get(), tables_.get()) {}

std::unique_ptr<ChangeFeed> CatalogStore::Watch(
    const std::string& resume_token) const {
  return std::make_unique<ChangeFeed>(
      changelog_.get(),
      std::vector<const ResourceTable*>{
          &tables_->departments, &tables_->attributes, &tables_->parameters,
          &tables_->place_sets, &tables_->schemes, &tables_->scheme_versions,
          &tables_->readiness_rules, &tables_->replicable_models,
          &tables_->survey_problems, &tables_->upgrade_programmes},
      resume_token);
}

}  // namespace sangam::scheme_catalog
