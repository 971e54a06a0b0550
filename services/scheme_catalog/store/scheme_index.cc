#include "services/scheme_catalog/store/scheme_index.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/scheme_catalog/domain/search_words.h"

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

bool OnPostgres(Snapshot& snapshot) {
  return snapshot.database().engine() == sql::Engine::kPostgres;
}

// Quoted, so that AND, OR and NOT are words like others. Words side by side
// must all occur; a sign that is left makes an empty phrase, which asks for
// nothing.
std::string Fts5Expression(const std::vector<std::string>& words) {
  return absl::StrCat("\"", absl::StrJoin(words, "\" \""), "\"*");
}

std::string TextSearchExpression(const std::vector<std::string>& words) {
  return absl::StrCat("'", absl::StrJoin(words, "' & '"), "':*");
}

// PostgreSQL's text search takes no larger positions.
constexpr int kLastPosition = 16'383;

// Adds the words of a text to a vector of text search, with their weight.
void AddWords(absl::string_view text, char weight, int* position,
              std::string* vector) {
  for (const std::string& word : SearchWords(text)) {
    *position = std::min(*position + 1, kLastPosition);
    absl::StrAppend(vector, "'", word, "':", *position,
                    absl::string_view(&weight, 1), " ");
  }
}

absl::Status PutVector(sql::Database& database, const v1::Scheme& scheme) {
  std::string vector;
  int position = 0;
  AddWords(AllTexts(scheme.title()), 'A', &position, &vector);
  AddWords(absl::StrJoin(scheme.also_known_as(), "\n"), 'B', &position,
           &vector);
  AddWords(AllTexts(scheme.purpose()), 'C', &position, &vector);
  AddWords(absl::StrJoin(scheme.themes(), "\n"), 'D', &position, &vector);
  return database
      .Prepare(
          "INSERT INTO scheme_words (scheme, words)"
          " VALUES (?, CAST(? AS tsvector)) ON CONFLICT (scheme)"
          " DO UPDATE SET words = excluded.words",
          scheme.name(), vector)
      .Run();
}

}  // namespace

std::string SchemeIndex::CreateTableSql(sql::Engine engine) {
  if (engine == sql::Engine::kPostgres) {
    return "CREATE TABLE scheme_words (scheme TEXT PRIMARY KEY,"
           " words tsvector NOT NULL);\n"
           "CREATE INDEX scheme_words_by_word ON scheme_words USING gin"
           " (words);\n";
  }
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
  if (OnPostgres(transaction)) {
    return PutVector(transaction.database(), scheme);
  }
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
  if (OnPostgres(transaction)) {
    return database.Prepare("DELETE FROM scheme_words WHERE scheme = ?", scheme)
        .Run();
  }
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
  sql::Statement rows = snapshot.database().Prepare(absl::StrCat(
      "SELECT key FROM schemes WHERE key NOT IN"
      " (SELECT scheme FROM ",
      OnPostgres(snapshot) ? "scheme_words" : "scheme_number", ")"));
  std::vector<std::string> missing;
  while (rows.Next()) missing.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return missing;
}

absl::StatusOr<std::vector<std::string>> SchemeIndex::Find(
    Snapshot& snapshot, const std::vector<std::string>& words, int64_t offset,
    int64_t limit) const {
  const bool postgres = OnPostgres(snapshot);
  sql::Statement rows = snapshot.database().Prepare(
      postgres ? "SELECT scheme FROM scheme_words"
                 " WHERE words @@ CAST(?1 AS tsquery)"
                 " ORDER BY ts_rank('{0.1, 0.2, 0.8, 1.0}', words,"
                 " CAST(?1 AS tsquery)) DESC, scheme LIMIT ?2 OFFSET ?3"
               : "SELECT scheme FROM scheme_words JOIN scheme_number"
                 " ON number = scheme_words.rowid WHERE scheme_words MATCH ?1"
                 " ORDER BY bm25(scheme_words, 10.0, 8.0, 2.0, 1.0), scheme"
                 " LIMIT ?2 OFFSET ?3",
      postgres ? TextSearchExpression(words) : Fts5Expression(words), limit,
      offset);
  std::vector<std::string> found;
  while (rows.Next()) found.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return found;
}

}  // namespace sangam::scheme_catalog
