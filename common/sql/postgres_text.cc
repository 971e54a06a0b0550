#include "common/sql/postgres_text.h"

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace sangam::sql {
namespace {

bool IsWordByte(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// Where the quoted text or the comment that begins at `begin` ends; `begin`
// itself if none begins there.
size_t EndOfQuoted(absl::string_view text, size_t begin) {
  const char first = text[begin];
  if (first == '\'' || first == '"') {
    const size_t end = text.find(first, begin + 1);
    return end == absl::string_view::npos ? text.size() : end + 1;
  }
  if (first == '-' && absl::StartsWith(text.substr(begin), "--")) {
    const size_t end = text.find('\n', begin);
    return end == absl::string_view::npos ? text.size() : end;
  }
  return begin;
}

size_t EndOfWord(absl::string_view text, size_t begin) {
  size_t end = begin;
  while (end < text.size() && IsWordByte(text[end])) ++end;
  return end;
}

// What stands for the parameter of a number, from 1.
using Placeholder = absl::FunctionRef<std::string(size_t)>;

std::string InOrderOfBytes(std::string placeholder, size_t number,
                           const std::vector<ParameterKind>& kinds) {
  const bool is_text =
      number <= kinds.size() && kinds[number - 1] == ParameterKind::kText;
  return is_text ? absl::StrCat("(", placeholder, " COLLATE \"C\")")
                 : placeholder;
}

absl::string_view Word(absl::string_view word) {
  if (word == "INTEGER") return "BIGINT";
  if (word == "BLOB") return "BYTEA";
  if (word == "TEXT") return "TEXT COLLATE \"C\"";
  return word;
}

std::string WithPlaceholders(absl::string_view text, Placeholder placeholder) {
  std::string query;
  size_t next = 1;
  for (size_t i = 0; i < text.size();) {
    const size_t quoted = EndOfQuoted(text, i);
    if (quoted != i) {
      absl::StrAppend(&query, text.substr(i, quoted - i));
      i = quoted;
    } else if (text[i] == '?') {
      size_t number = 0;
      for (++i; i < text.size() && absl::ascii_isdigit(text[i]); ++i) {
        number = number * 10 + (text[i] - '0');
      }
      absl::StrAppend(&query, placeholder(number > 0 ? number : next++));
    } else {
      query.push_back(text[i++]);
    }
  }
  return query;
}

bool IsList(ParameterKind kind) {
  return kind == ParameterKind::kInts || kind == ParameterKind::kTexts ||
         kind == ParameterKind::kBytesEach;
}

// "$1, $2" or "p1, p2".
std::string Numbered(absl::string_view before, size_t count) {
  std::string list;
  for (size_t i = 1; i <= count; ++i) {
    absl::StrAppend(&list, i > 1 ? ", " : "", before, i);
  }
  return list;
}

}  // namespace

std::string PostgresQuery(absl::string_view text,
                          const std::vector<ParameterKind>& kinds) {
  return WithPlaceholders(text, [&](size_t number) {
    return InOrderOfBytes(absl::StrCat("$", number), number, kinds);
  });
}

std::string PostgresQueryOfEach(absl::string_view text,
                                const std::vector<ParameterKind>& kinds) {
  // OFFSET 0 keeps the planner from turning the many small questions into one
  // large join, which would read whole tables where it knows little of them.
  return absl::StrCat(
      "SELECT answer.*, asked.place FROM unnest(", Numbered("$", kinds.size()),
      ") WITH ORDINALITY AS asked (", Numbered("p", kinds.size()),
      ", place) CROSS JOIN LATERAL (",
      WithPlaceholders(text,
                       [&](size_t number) {
                         return InOrderOfBytes(absl::StrCat("asked.p", number),
                                               number, kinds);
                       }),
      " OFFSET 0) AS answer");
}

std::string PostgresInsertionOfMany(const Insertion& insertion,
                                    const std::vector<ParameterKind>& kinds) {
  // Not FROM unnest(...), which would first copy every list into a table.
  std::string values;
  for (size_t i = 1; i <= kinds.size(); ++i) {
    const bool list = IsList(kinds[i - 1]);
    absl::StrAppend(&values, i > 1 ? ", " : "", list ? "unnest($" : "$", i,
                    list ? ")" : "");
  }
  return absl::StrCat(insertion.head(), "SELECT ", values, insertion.tail());
}

std::string PostgresScript(absl::string_view script) {
  constexpr absl::string_view kNoRowId = "WITHOUT ROWID";
  std::string translated;
  for (size_t i = 0; i < script.size();) {
    const size_t quoted = EndOfQuoted(script, i);
    if (quoted != i) {
      absl::StrAppend(&translated, script.substr(i, quoted - i));
      i = quoted;
    } else if (absl::StartsWith(script.substr(i), kNoRowId)) {
      i += kNoRowId.size();
    } else if (IsWordByte(script[i])) {
      const size_t end = EndOfWord(script, i);
      absl::StrAppend(&translated, Word(script.substr(i, end - i)));
      i = end;
    } else {
      translated.push_back(script[i++]);
    }
  }
  return translated;
}

}  // namespace sangam::sql
