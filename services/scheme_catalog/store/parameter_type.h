// Parameters as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_PARAMETER_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_PARAMETER_TYPE_H_

#include "common/changelog/resource_type.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// A parameter's department is there; its type and unit never change, and it
// stays while a rule reads it. Thread-safe; the arguments outlive it.
class ParameterType : public ResourceTypeOf<v1::Parameter> {
 public:
  ParameterType(const CatalogTables* tables, const StoredDictionary* dictionary)
      : tables_(*tables), dictionary_(*dictionary) {}

  const ResourceTable& table() const override { return tables_.parameters; }
  absl::Status CheckName(absl::string_view name) const override;

 protected:
  absl::Status CheckResource(const v1::Parameter& parameter) const override;
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const v1::Parameter* before,
                                const v1::Parameter* after) const override;

 private:
  const CatalogTables& tables_;
  const StoredDictionary& dictionary_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_PARAMETER_TYPE_H_
