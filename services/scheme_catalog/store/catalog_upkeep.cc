#include "services/scheme_catalog/store/catalog_upkeep.h"

#include <string>

#include "common/changelog/digest.h"
#include "services/scheme_catalog/domain/built_in_attributes.h"
#include "services/scheme_catalog/store/scheme_index.h"

namespace sangam::scheme_catalog {
namespace {

absl::Status SyncAttributes(WriteTransaction& transaction,
                            const CatalogTables& tables,
                            const StoredDictionary& dictionary,
                            const AttributeDictionary& built_in) {
  bool changed = false;
  for (const v1::Attribute& release : BuiltInAttributes(built_in)) {
    SANGAM_ASSIGN_OR_RETURN(
        const auto stored,
        Find<v1::Attribute>(transaction, tables.attributes, release.name()));
    const v1::Attribute merged =
        stored ? WithAdditions(release, *stored) : release;
    const std::string body = SerializeDeterministically(merged);
    if (stored && SerializeDeterministically(*stored) == body) continue;
    SANGAM_RETURN_IF_ERROR(tables.attributes
                               .Put(transaction, merged.name(), body,
                                    {v1::AttributeOrigin_Name(merged.origin())})
                               .status());
    changed = true;
  }
  return changed ? dictionary.NoteChange(transaction) : absl::OkStatus();
}

absl::Status IndexSchemes(WriteTransaction& transaction,
                          const CatalogTables& tables) {
  const SchemeIndex index;
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> missing,
                          index.Missing(transaction));
  for (const std::string& name : missing) {
    SANGAM_ASSIGN_OR_RETURN(
        const auto scheme, Find<v1::Scheme>(transaction, tables.schemes, name));
    if (!scheme) continue;
    SANGAM_RETURN_IF_ERROR(index.Put(transaction, *scheme));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status BringUpToDate(WriteTransaction& transaction,
                           const CatalogTables& tables,
                           const StoredDictionary& dictionary,
                           const AttributeDictionary& built_in) {
  SANGAM_RETURN_IF_ERROR(
      SyncAttributes(transaction, tables, dictionary, built_in));
  return IndexSchemes(transaction, tables);
}

}  // namespace sangam::scheme_catalog
