// Replicable models, survey problems and upgrade programmes as types of
// resources.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_GUIDANCE_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_GUIDANCE_TYPE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/changelog/resource_type.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/guidance_check.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/known_names.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// INVALID_ARGUMENT with a fault for each scheme and department of `named`, and
// each scheme that a rule names, that is not there.
absl::Status CheckNamedResources(Snapshot& snapshot,
                                 const CatalogTables& tables,
                                 const std::vector<NamedResource>& named,
                                 const RuleVocabulary& vocabulary);

// All that a record of guidance names is there and its rules compile.
// `collection` is that of its names ("replicableModels"). Thread-safe; the
// arguments outlive it.
template <typename Resource>
class GuidanceType : public ResourceTypeOf<Resource> {
 public:
  GuidanceType(const CatalogTables* tables, const ResourceTable* table,
               std::string collection, const StoredDictionary* dictionary)
      : tables_(*tables),
        table_(*table),
        collection_(std::move(collection)),
        dictionary_(*dictionary) {}

  const ResourceTable& table() const override { return table_; }
  absl::Status CheckName(absl::string_view name) const override {
    Violations violations;
    CheckRequiredName(violations, "name", name, {collection_});
    return violations.ToStatus();
  }

 protected:
  // All else is checked in the transaction, where the dictionary is known.
  absl::Status CheckResource(const Resource& resource) const override {
    return CheckName(resource.name());
  }
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const Resource* before,
                                const Resource* after) const override {
    if (after == nullptr) {
      return tables_.references.Replace(transaction, before->name(), {});
    }
    SANGAM_ASSIGN_OR_RETURN(const auto built, dictionary_.Get(transaction));
    RuleVocabulary vocabulary(built->dictionary.get());
    SANGAM_RETURN_IF_ERROR(CheckGuidance(*after, vocabulary));
    const std::vector<NamedResource> named = ResourcesNamedIn(*after);
    SANGAM_RETURN_IF_ERROR(
        CheckNamedResources(transaction, tables_, named, vocabulary));
    std::vector<std::string> targets = vocabulary.names_used();
    for (const NamedResource& each : named) targets.push_back(each.name);
    return tables_.references.Replace(transaction, after->name(), targets);
  }

 private:
  const CatalogTables& tables_;
  const ResourceTable& table_;
  const std::string collection_;
  const StoredDictionary& dictionary_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_GUIDANCE_TYPE_H_
