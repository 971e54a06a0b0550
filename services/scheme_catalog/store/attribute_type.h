// Attributes as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_ATTRIBUTE_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_ATTRIBUTE_TYPE_H_

#include <string>
#include <vector>

#include "common/changelog/resource_type.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// A department's attribute is there, names are those of one attribute only, and
// no change breaks a stored rule. Built-in attributes change only by what
// admins add to them, and stay. An attribute that lists the name of another one
// of the same department among its former names takes its place. Thread-safe;
// the arguments outlive it.
class AttributeType : public ResourceTypeOf<v1::Attribute> {
 public:
  AttributeType(const CatalogTables* tables, const StoredDictionary* dictionary)
      : tables_(*tables), dictionary_(*dictionary) {}

  const ResourceTable& table() const override { return tables_.attributes; }
  absl::Status CheckName(absl::string_view name) const override;

 protected:
  absl::Status CheckResource(const v1::Attribute& attribute) const override;
  std::vector<sql::Value> ColumnsOf(
      const v1::Attribute& attribute) const override;
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const v1::Attribute* before,
                                const v1::Attribute* after) const override;

 private:
  absl::Status OnRemoval(WriteTransaction& transaction,
                         const v1::Attribute& attribute) const;
  // Takes the records whose names are now former names of `attribute` out of
  // `records`, and what refers to them over to it. Gives their names.
  absl::StatusOr<std::vector<std::string>> TakePlaces(
      WriteTransaction& transaction, const v1::Attribute& attribute,
      DictionaryRecords* records) const;
  // INVALID_ARGUMENT on "derivation" if a version that was published depends on
  // the attribute.
  absl::Status CheckDerivationFree(Snapshot& snapshot,
                                   const std::string& attribute) const;

  const CatalogTables& tables_;
  const StoredDictionary& dictionary_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_ATTRIBUTE_TYPE_H_
