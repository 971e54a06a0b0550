// What is noted of a store in a SQLite file, beside it and in its tables.
#ifndef SANGAM_COMMON_CHANGELOG_LIFE_NOTE_H_
#define SANGAM_COMMON_CHANGELOG_LIFE_NOTE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/database.h"
#include "common/sql/store_address.h"

namespace sangam {

// The note beside a file: the newest revision, and the place before and after
// the file was last entered, because one of both writes may be lost.
struct LifeNote {
  bool there = false;
  int64_t revision = 0;
  std::string before;
  std::string place;

  // Whether it is about a file whose tables name this place and revision.
  bool IsAbout(absl::string_view place_in_tables,
               int64_t revision_in_tables) const;
};

// Not there where it can't be read.
LifeNote ReadLifeNote(const sql::StoreAddress& address);
// As a whole or not at all. STORE_FAILED: RESOURCE_EXHAUSTED on a full disk,
// else INTERNAL.
absl::Status WriteLifeNote(const sql::StoreAddress& address,
                           const LifeNote& note);

// The place that the store's tables name; empty where nobody has entered yet.
absl::StatusOr<std::string> PlaceInTables(sql::Database& database);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_LIFE_NOTE_H_
