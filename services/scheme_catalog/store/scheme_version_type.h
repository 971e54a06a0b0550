// Versions of schemes as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_TYPE_H_

#include <vector>

#include "common/changelog/resource_type.h"
#include "common/rules/attribute_dictionary.h"
#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// A version's scheme exists, and so do the departments where one applies. A
// published version neither changes nor goes, and on no day are two of one
// scheme in force. Thread-safe; the tables and the dictionary outlive it.
class SchemeVersionType : public ResourceTypeOf<v1::SchemeVersion> {
 public:
  SchemeVersionType(const CatalogTables* tables,
                    const AttributeDictionary* dictionary)
      : tables_(*tables), dictionary_(*dictionary) {}

  const ResourceTable& table() const override {
    return tables_.scheme_versions;
  }
  absl::Status CheckName(absl::string_view name) const override;

 protected:
  absl::Status CheckResource(const v1::SchemeVersion& version) const override;
  std::vector<sql::Value> ColumnsOf(
      const v1::SchemeVersion& version) const override;
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const v1::SchemeVersion* before,
                                const v1::SchemeVersion* after) const override;

 private:
  absl::Status CheckReferences(Snapshot& snapshot,
                               const v1::SchemeVersion& version) const;
  // INVALID_ARGUMENT if a published version of the same scheme is in force on a
  // day of `version`.
  absl::Status CheckOverlap(Snapshot& snapshot,
                            const v1::SchemeVersion& version) const;

  const CatalogTables& tables_;
  const AttributeDictionary& dictionary_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_TYPE_H_
