#include "common/changelog/life_note.h"

#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/sql/companion_file.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

std::string NotePath(const sql::StoreAddress& address) {
  return absl::StrCat(address.text(), ".life");
}

}  // namespace

bool LifeNote::IsAbout(absl::string_view place_in_tables,
                       int64_t revision_in_tables) const {
  return there && (place_in_tables == before || place_in_tables == place) &&
         revision_in_tables >= revision;
}

LifeNote ReadLifeNote(const sql::StoreAddress& address) {
  LifeNote note;
  std::istringstream text(
      sql::ReadCompanion(NotePath(address)).value_or(std::string()));
  note.there =
      static_cast<bool>(text >> note.revision >> note.before >> note.place);
  return note;
}

absl::Status WriteLifeNote(const sql::StoreAddress& address,
                           const LifeNote& note) {
  return sql::ReplaceCompanion(
      address.text(), NotePath(address),
      absl::StrCat(note.revision, " ", note.before, " ", note.place, "\n"));
}

absl::StatusOr<std::string> PlaceInTables(sql::Database& database) {
  sql::Statement row = database.Prepare("SELECT place FROM life");
  std::string place;
  if (row.Next()) place = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return place;
}

}  // namespace sangam
