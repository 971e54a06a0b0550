// Changes of the words that stored rules use.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_DICTIONARY_CHANGE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_DICTIONARY_CHANGE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/stored_dictionary.h"

namespace sangam::scheme_catalog {

// Replaces the record of the same name, or adds it.
template <typename Resource>
void PutRecord(const Resource& resource, std::vector<Resource>* records) {
  for (Resource& record : *records) {
    if (record.name() != resource.name()) continue;
    record = resource;
    return;
  }
  records->push_back(resource);
}

// Removes the record of this name, if there is one.
template <typename Resource>
void RemoveRecord(absl::string_view name, std::vector<Resource>* records) {
  for (auto record = records->begin(); record != records->end(); ++record) {
    if (record->name() != name) continue;
    records->erase(record);
    return;
  }
}

// Judges a dictionary that is to take the place of the stored one, because the
// record `name` changes: it must have no defect that the stored one lacks
// (INVALID_ARGUMENT on `field`, INVALID_EXPRESSION), and every stored rule that
// uses `name` and compiles now must still compile (RESOURCE_IN_USE). Then notes
// the change.
absl::Status ChangeDictionary(WriteTransaction& transaction,
                              const CatalogTables& tables,
                              const StoredDictionary& dictionary,
                              const DictionaryRecords& records,
                              const std::string& name, absl::string_view field);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_DICTIONARY_CHANGE_H_
