// Schemes as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_TYPE_H_

#include <vector>

#include "common/changelog/resource_type.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/scheme_index.h"

namespace sangam::scheme_catalog {

// A scheme's department exists. The scheme that superseded it exists too, so
// that a reader can always follow it; and none supersedes itself, however long
// the chain; so for the scheme of which it is a variant and the one that it
// tops up. A scheme that is named elsewhere stays. What a person may search for
// is indexed. Thread-safe; the tables outlive it.
class SchemeType : public ResourceTypeOf<v1::Scheme> {
 public:
  explicit SchemeType(const CatalogTables* tables) : tables_(*tables) {}

  const ResourceTable& table() const override { return tables_.schemes; }
  absl::Status CheckName(absl::string_view name) const override;

 protected:
  absl::Status CheckResource(const v1::Scheme& scheme) const override;
  std::vector<sql::Value> ColumnsOf(const v1::Scheme& scheme) const override;
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const v1::Scheme* before,
                                const v1::Scheme* after) const override;

 private:
  const CatalogTables& tables_;
  const SchemeIndex index_{};
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_TYPE_H_
