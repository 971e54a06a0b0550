// Beginning another life of a store.
#ifndef SANGAM_COMMON_CHANGELOG_NEW_LIFE_H_
#define SANGAM_COMMON_CHANGELOG_NEW_LIFE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/store_address.h"

namespace sangam {

// A name for a life of a store that no other life ever has.
absl::StatusOr<std::string> DrawEpoch();

// Statements that let the store in the database's schema `tables_in` (SQLite:
// "main") go on under `epoch`, wherever it is opened next: tokens of the life
// before are refused then, and watchers list anew. To run within the
// transaction that puts the store there. `notes_life`: its schema has the table
// that says where it lives (see ChangelogMigrations).
std::string NewLifeScript(absl::string_view tables_in, absl::string_view epoch,
                          bool notes_life);

// Removes the note that StoreLife keeps beside a SQLite file: without it, the
// file is another one to whoever opens it next.
absl::Status ForgetLife(const sql::StoreAddress& address);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_NEW_LIFE_H_
