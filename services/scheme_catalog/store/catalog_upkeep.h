// What a catalogue does to itself when it is opened.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_UPKEEP_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_UPKEEP_H_

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "common/rules/attribute_dictionary.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// Writes each built-in attribute that is missing or out of date, keeping what
// admins added, and indexes schemes of a store that had no index yet. Does
// nothing, and takes no revision, where all is up to date.
absl::Status BringUpToDate(WriteTransaction& transaction,
                           const CatalogTables& tables,
                           const StoredDictionary& dictionary,
                           const AttributeDictionary& built_in);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_CATALOG_UPKEEP_H_
