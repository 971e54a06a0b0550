#include "services/scheme_catalog/store/scheme_index.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"

namespace sangam::scheme_catalog {
namespace {

// All languages side by side.
std::string AllTexts(const type::v1::LocalizedText& text) {
  std::string all;
  for (const auto& [language, words] : text.text()) {
    absl::StrAppend(&all, words, "\n");
  }
  return all;
}

}  // namespace

std::string SchemeIndex::CreateTableSql() {
  // Rows of the index are found by number only, so the names have theirs. Marks
  // (Mn, Mc) are parts of words: without them a Hindi word falls to pieces.
  return "CREATE TABLE scheme_number (number INTEGER PRIMARY KEY,"
         " scheme TEXT NOT NULL UNIQUE);\n"
         "CREATE VIRTUAL TABLE scheme_words USING fts5 (title, other_names,"
         " purpose, themes,"
         " tokenize=\"unicode61 categories 'L* N* Co Mn Mc'\");\n";
}

absl::Status SchemeIndex::Put(WriteTransaction& transaction,
                              const v1::Scheme& scheme) const {
  SANGAM_RETURN_IF_ERROR(Remove(transaction, scheme.name()));
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("INSERT INTO scheme_number (scheme) VALUES (?)",
                   scheme.name())
          .Run());
  return database
      .Prepare(
          "INSERT INTO scheme_words (rowid, title, other_names, purpose,"
          " themes) SELECT number, ?, ?, ?, ? FROM scheme_number"
          " WHERE scheme = ?",
          AllTexts(scheme.title()), absl::StrJoin(scheme.also_known_as(), "\n"),
          AllTexts(scheme.purpose()), absl::StrJoin(scheme.themes(), "\n"),
          scheme.name())
      .Run();
}

absl::Status SchemeIndex::Remove(WriteTransaction& transaction,
                                 absl::string_view scheme) const {
  sql::Database& database = transaction.database();
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("DELETE FROM scheme_words WHERE rowid ="
                   " (SELECT number FROM scheme_number WHERE scheme = ?)",
                   scheme)
          .Run());
  return database.Prepare("DELETE FROM scheme_number WHERE scheme = ?", scheme)
      .Run();
}

absl::StatusOr<std::vector<std::string>> SchemeIndex::Missing(
    Snapshot& snapshot) const {
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT key FROM schemes WHERE key NOT IN (SELECT scheme FROM"
      " scheme_number)");
  std::vector<std::string> missing;
  while (rows.Next()) missing.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return missing;
}

absl::StatusOr<std::vector<std::string>> SchemeIndex::Find(
    Snapshot& snapshot, const std::string& expression, int64_t offset,
    int64_t limit) const {
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT scheme FROM scheme_words JOIN scheme_number"
      " ON number = scheme_words.rowid WHERE scheme_words MATCH ?"
      " ORDER BY bm25(scheme_words, 10.0, 8.0, 2.0, 1.0), scheme"
      " LIMIT ? OFFSET ?",
      expression, limit, offset);
  std::vector<std::string> found;
  while (rows.Next()) found.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return found;
}

}  // namespace sangam::scheme_catalog
