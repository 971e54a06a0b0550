#include "common/validation/resource_name.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace sangam {
namespace {

constexpr size_t kMaxIdLength = 63;
constexpr absl::string_view kPlaces = "places";
constexpr absl::string_view kLgdPrefix = "lgd-";

constexpr std::pair<absl::string_view, type::v1::PlaceKind> kLgdKinds[] = {
    {"state", type::v1::PLACE_KIND_STATE},
    {"district", type::v1::PLACE_KIND_DISTRICT},
    {"sub-district", type::v1::PLACE_KIND_SUB_DISTRICT},
    {"block", type::v1::PLACE_KIND_BLOCK},
    {"gram-panchayat", type::v1::PLACE_KIND_GRAM_PANCHAYAT},
    {"village", type::v1::PLACE_KIND_VILLAGE},
    {"urban-local-body", type::v1::PLACE_KIND_URBAN_LOCAL_BODY},
};

bool IsIdCharacter(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
}

// "schemes", "placeSets".
bool IsCollectionWord(absl::string_view word) {
  return !word.empty() && absl::ascii_islower(word.front()) &&
         std::all_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isalpha(c); });
}

// "schemes/versions" as people write its names: "schemes/.../versions/...".
std::string NamePattern(absl::string_view collection) {
  return absl::StrCat("\"", absl::StrReplaceAll(collection, {{"/", "/.../"}}),
                      "/...\"");
}

void CheckName(Violations& violations, absl::string_view field,
               absl::string_view name,
               std::initializer_list<absl::string_view> collections) {
  const bool good = std::any_of(
      collections.begin(), collections.end(),
      [name](absl::string_view c) { return IsResourceName(name, c); });
  if (good) return;
  if (absl::StartsWith(name, absl::StrCat(kPlaces, "/", kLgdPrefix)) &&
      std::find(collections.begin(), collections.end(), kPlaces) !=
          collections.end()) {
    violations.Add(field,
                   "is not the name of an LGD place; write it as"
                   " \"places/lgd-district-276\"");
    return;
  }
  violations.Add(
      field,
      absl::StrCat(name.empty() ? "is required: a" : "must be a", " name like ",
                   absl::StrJoin(collections, " or ",
                                 [](std::string* out, absl::string_view c) {
                                   absl::StrAppend(out, NamePattern(c));
                                 }),
                   ", its last part 1 to 63 of a-z, 0-9 and hyphens"));
}

}  // namespace

bool IsResourceId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxIdLength && id.front() != '-' &&
         id.back() != '-' && std::all_of(id.begin(), id.end(), IsIdCharacter);
}

std::string CollectionOf(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() % 2 != 0) return "";
  std::vector<absl::string_view> words;
  for (size_t i = 0; i < parts.size(); i += 2) {
    if (!IsCollectionWord(parts[i]) || !IsResourceId(parts[i + 1])) return "";
    words.push_back(parts[i]);
  }
  return absl::StrJoin(words, "/");
}

bool IsResourceName(absl::string_view name, absl::string_view collection) {
  if (CollectionOf(name) != collection) return false;
  if (collection != kPlaces) return true;
  absl::ConsumePrefix(&name, "places/");
  return !absl::StartsWith(name, kLgdPrefix) ||
         ParseLgdPlace(absl::StrCat("places/", name)).has_value();
}

absl::string_view ParentNameOf(absl::string_view nested_name) {
  const size_t id = nested_name.rfind('/');
  if (id == absl::string_view::npos || id == 0) return "";
  const size_t collection = nested_name.rfind('/', id - 1);
  if (collection == absl::string_view::npos) return "";
  return nested_name.substr(0, collection);
}

absl::optional<LgdPlace> ParseLgdPlace(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "places/") ||
      !absl::ConsumePrefix(&name, kLgdPrefix)) {
    return absl::nullopt;
  }
  const size_t hyphen = name.rfind('-');
  if (hyphen == absl::string_view::npos) return absl::nullopt;
  const absl::string_view digits = name.substr(hyphen + 1);
  LgdPlace place{type::v1::PLACE_KIND_UNSPECIFIED, 0};
  // Codes are not padded, so one place can't have two names.
  if (digits.empty() || !absl::ascii_isdigit(digits.front()) ||
      digits.front() == '0' || !absl::SimpleAtoi(digits, &place.code)) {
    return absl::nullopt;
  }
  for (const auto& [word, kind] : kLgdKinds) {
    if (word == name.substr(0, hyphen)) place.kind = kind;
  }
  if (place.kind == type::v1::PLACE_KIND_UNSPECIFIED) return absl::nullopt;
  return place;
}

void CheckRequiredName(Violations& violations, absl::string_view field,
                       absl::string_view name,
                       std::initializer_list<absl::string_view> collections) {
  CheckName(violations, field, name, collections);
}

void CheckOptionalName(Violations& violations, absl::string_view field,
                       absl::string_view name,
                       std::initializer_list<absl::string_view> collections) {
  if (!name.empty()) CheckName(violations, field, name, collections);
}

}  // namespace sangam
