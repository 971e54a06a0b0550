#include "common/changelog/life_note.h"

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
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
  std::ifstream file(NotePath(address));
  note.there =
      static_cast<bool>(file >> note.revision >> note.before >> note.place);
  return note;
}

absl::Status WriteLifeNote(const sql::StoreAddress& address,
                           const LifeNote& note) {
  const std::string path = NotePath(address);
  const std::string written = absl::StrCat(path, ".new");
  {
    std::ofstream file(written, std::ios::trunc);
    file << note.revision << ' ' << note.before << ' ' << note.place << '\n';
    if (!file.flush()) {
      return StoreFailedError(absl::StatusCode::kResourceExhausted,
                              absl::StrCat(written, " can't be written"));
    }
  }
  if (std::rename(written.c_str(), path.c_str()) == 0) return absl::OkStatus();
  return StoreFailedError(absl::StatusCode::kInternal,
                          absl::StrCat(path, " can't be replaced"));
}

absl::StatusOr<std::string> PlaceInTables(sql::Database& database) {
  sql::Statement row = database.Prepare("SELECT place FROM life");
  std::string place;
  if (row.Next()) place = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return place;
}

}  // namespace sangam
