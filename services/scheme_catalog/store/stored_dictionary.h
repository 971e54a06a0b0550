// The words of the eligibility language, as the catalogue's records define
// them.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_STORED_DICTIONARY_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_STORED_DICTIONARY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/changelog/changelog.h"
#include "common/rules/attribute_dictionary.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// The records that make a dictionary. A value type.
struct DictionaryRecords {
  std::vector<v1::Attribute> attributes;
  std::vector<v1::Parameter> parameters;
  std::vector<v1::PlaceSet> place_sets;

  BuiltDictionary Build() const;
};

// Builds the dictionary of the newest state. A generation in the database says
// when a change of an attribute, a parameter or a place set last changed it, so
// a write of anything else finds the dictionary built. Thread-safe; the tables
// outlive it.
class StoredDictionary {
 public:
  explicit StoredDictionary(const CatalogTables* tables) : tables_(*tables) {}

  // For a migration.
  static std::string CreateTableSql();

  // The dictionary as `snapshot`, of the newest state, sees it. Within a write
  // its own changes count.
  absl::StatusOr<std::shared_ptr<const BuiltDictionary>> Get(
      Snapshot& snapshot) const ABSL_LOCKS_EXCLUDED(mutex_);

  // The records as `snapshot` sees them, read anew.
  absl::StatusOr<DictionaryRecords> ReadRecords(Snapshot& snapshot) const;

  // Every write that changes what Build makes of an attribute, a parameter or a
  // place set says so here, in its transaction.
  absl::Status NoteChange(WriteTransaction& transaction) const;

 private:
  const CatalogTables& tables_;
  mutable absl::Mutex mutex_;
  // Of committed states only: a generation is never given out twice.
  mutable int64_t generation_ ABSL_GUARDED_BY(mutex_) = -1;
  mutable std::shared_ptr<const BuiltDictionary> built_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_STORED_DICTIONARY_H_
