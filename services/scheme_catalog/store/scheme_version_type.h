// Versions of schemes as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_TYPE_H_

#include <map>
#include <string>
#include <vector>

#include "common/changelog/resource_type.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/rule_vocabulary.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// A version's scheme exists, and so does all that its terms name. Only a
// draft's terms change, and only a draft goes; and on no day are two versions
// of one scheme in force, which is seen to when one is submitted, too.
// Thread-safe; the tables and the dictionary outlive it.
class SchemeVersionType : public ResourceTypeOf<v1::SchemeVersion> {
 public:
  SchemeVersionType(const CatalogTables* tables,
                    const StoredDictionary* dictionary)
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
  // `schemes_named` are those that its rules name.
  absl::Status CheckReferences(
      Snapshot& snapshot, const v1::SchemeVersion& version,
      const std::map<std::string, RuleVocabulary::SchemeMention>& schemes_named)
      const;
  // INVALID_ARGUMENT if a version that `version` supersedes is not there, or if
  // it supersedes `version` in its turn, however long the chain.
  absl::Status CheckSupersedes(Snapshot& snapshot,
                               const v1::SchemeVersion& version) const;
  // INVALID_ARGUMENT if another version of the same scheme is in force on a day
  // on which `version` would be.
  absl::Status CheckOverlap(Snapshot& snapshot,
                            const v1::SchemeVersion& version) const;
  // The same for a published version, if it is to end later than before.
  absl::Status CheckLongerLife(Snapshot& snapshot,
                               const v1::SchemeVersion& before,
                               const v1::SchemeVersion& after) const;

  const CatalogTables& tables_;
  const StoredDictionary& dictionary_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_TYPE_H_
