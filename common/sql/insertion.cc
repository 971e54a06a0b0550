#include "common/sql/insertion.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace sangam::sql {
namespace {

std::string HeadOf(const std::string& table,
                   const std::vector<Insertion::Column>& columns) {
  return absl::StrCat(
      "INSERT INTO \"", table, "\" (",
      absl::StrJoin(columns, ", ",
                    [](std::string* text, const Insertion::Column& column) {
                      absl::StrAppend(text, "\"", column.name, "\"");
                    }),
      ") ");
}

std::string TailOf(const std::vector<Insertion::Column>& columns,
                   Insertion::IfThere if_there) {
  switch (if_there) {
    case Insertion::IfThere::kFails:
      return "";
    case Insertion::IfThere::kStays:
      return " ON CONFLICT DO NOTHING";
    case Insertion::IfThere::kIsReplaced:
      break;
  }
  std::string text =
      absl::StrCat(" ON CONFLICT (\"", columns[0].name, "\") DO UPDATE SET ");
  for (size_t i = 1; i < columns.size(); ++i) {
    absl::StrAppend(&text, i > 1 ? ", " : "", "\"", columns[i].name,
                    "\" = excluded.\"", columns[i].name, "\"");
  }
  return text;
}

std::string PlacesOf(const std::vector<Insertion::Column>& columns) {
  return absl::StrCat(
      "VALUES (",
      absl::StrJoin(std::vector<const char*>(columns.size(), "?"), ", "), ")");
}

}  // namespace

Insertion::Insertion(std::string table, std::vector<Column> columns,
                     IfThere if_there)
    : columns_(std::move(columns)),
      if_there_(if_there),
      head_(HeadOf(table, columns_)),
      tail_(TailOf(columns_, if_there)),
      text_(absl::StrCat(head_, PlacesOf(columns_), tail_)) {}

}  // namespace sangam::sql
