// Readiness rules as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_READINESS_RULE_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_READINESS_RULE_TYPE_H_

#include <vector>

#include "common/changelog/resource_type.h"
#include "sangam/scheme_catalog/v1/readiness_rule.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// A readiness rule's department and all that its norms name are there.
// Thread-safe; the arguments outlive it.
class ReadinessRuleType : public ResourceTypeOf<v1::ReadinessRule> {
 public:
  ReadinessRuleType(const CatalogTables* tables,
                    const StoredDictionary* dictionary)
      : tables_(*tables), dictionary_(*dictionary) {}

  const ResourceTable& table() const override {
    return tables_.readiness_rules;
  }
  absl::Status CheckName(absl::string_view name) const override;

 protected:
  absl::Status CheckResource(
      const v1::ReadinessRule& readiness_rule) const override;
  std::vector<sql::Value> ColumnsOf(
      const v1::ReadinessRule& readiness_rule) const override;
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const v1::ReadinessRule* before,
                                const v1::ReadinessRule* after) const override;

 private:
  const CatalogTables& tables_;
  const StoredDictionary& dictionary_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_READINESS_RULE_TYPE_H_
