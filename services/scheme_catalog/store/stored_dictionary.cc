#include "services/scheme_catalog/store/stored_dictionary.h"

#include <utility>

namespace sangam::scheme_catalog {

BuiltDictionary DictionaryRecords::Build() const {
  return AttributeDictionary::Build(attributes, parameters, place_sets);
}

std::string StoredDictionary::CreateTableSql() {
  return "CREATE TABLE dictionary_generation (\"only\" INTEGER PRIMARY KEY"
         " CHECK (\"only\" = 1), revision INTEGER NOT NULL);\n"
         "INSERT INTO dictionary_generation VALUES (1, 0);\n";
}

absl::StatusOr<std::shared_ptr<const BuiltDictionary>> StoredDictionary::Get(
    Snapshot& snapshot) const {
  sql::Statement row =
      snapshot.database().Prepare("SELECT revision FROM dictionary_generation");
  const int64_t generation = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  // What a write in progress has changed may be undone, and its revision be
  // given to another.
  const bool committed = generation <= snapshot.position().revision;
  if (committed) {
    const absl::MutexLock lock(&mutex_);
    if (built_ != nullptr && generation_ == generation) return built_;
  }
  SANGAM_ASSIGN_OR_RETURN(const DictionaryRecords records,
                          ReadRecords(snapshot));
  auto built = std::make_shared<const BuiltDictionary>(records.Build());
  if (committed) {
    const absl::MutexLock lock(&mutex_);
    // A reader of an older state must not take the newer one away.
    if (generation > generation_) {
      generation_ = generation;
      built_ = built;
    }
  }
  return built;
}

absl::StatusOr<DictionaryRecords> StoredDictionary::ReadRecords(
    Snapshot& snapshot) const {
  DictionaryRecords records;
  SANGAM_ASSIGN_OR_RETURN(records.attributes,
                          ReadAll<v1::Attribute>(snapshot, tables_.attributes));
  SANGAM_ASSIGN_OR_RETURN(records.parameters,
                          ReadAll<v1::Parameter>(snapshot, tables_.parameters));
  SANGAM_ASSIGN_OR_RETURN(records.place_sets,
                          ReadAll<v1::PlaceSet>(snapshot, tables_.place_sets));
  return records;
}

absl::Status StoredDictionary::NoteChange(WriteTransaction& transaction) const {
  return transaction.database()
      .Prepare("UPDATE dictionary_generation SET revision = ?",
               transaction.revision())
      .Run();
}

}  // namespace sangam::scheme_catalog
