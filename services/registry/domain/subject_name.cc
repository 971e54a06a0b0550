#include "services/registry/domain/subject_name.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace sangam::registry {
namespace {

constexpr size_t kMaxIdLength = 63;
constexpr size_t kDigestLetters = 14;
// A name that we made ends in this before its digest, and no other does, so
// that the two kinds never meet.
constexpr char kDigestMark[] = "-x";

// FNV-1a, 64 bits: it must give the same on every machine and in every version,
// and guards against chance, not against malice: the store refuses a second
// subject with the same outside id anyway.
uint64_t Digest(absl::string_view text) {
  uint64_t digest = 14695981039346656037ULL;
  for (const char c : text) {
    digest ^= static_cast<unsigned char>(c);
    digest *= 1099511628211ULL;
  }
  return digest;
}

// Letters only, so that it never resembles an identity number.
std::string DigestText(absl::string_view text) {
  uint64_t digest = Digest(text);
  std::string letters(kDigestLetters, 'a');
  for (char& letter : letters) {
    letter = static_cast<char>('a' + digest % 26);
    digest /= 26;
  }
  return letters;
}

// What can stand in a name stays; each run of other characters is one hyphen.
std::string Plain(absl::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      plain.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    } else if (!plain.empty() && plain.back() != '-') {
      plain.push_back('-');
    }
  }
  while (!plain.empty() && plain.back() == '-') plain.pop_back();
  return plain;
}

std::string Fit(std::string id, bool exact, absl::string_view digested) {
  if (exact && id.size() <= kMaxIdLength) return id;
  const std::string end = absl::StrCat(kDigestMark, DigestText(digested));
  id.resize(std::min(id.size(), kMaxIdLength - end.size()));
  while (!id.empty() && id.back() == '-') id.pop_back();
  return absl::StrCat(id, end);
}

}  // namespace

std::string NameOfOutsideId(absl::string_view collection,
                            const type::v1::OutsideId& id) {
  const std::string plain = Plain(id.value());
  // Codes are digits and capitals. Ids that differ in capitals only are two ids
  // all the same, so one with small letters has a digest.
  const bool exact =
      !plain.empty() && absl::AsciiStrToUpper(plain) == id.value();
  // A Udyam number begins with its system's name.
  std::string stem = id.system() == "UDYAM"
                         ? plain
                         : absl::StrCat(Plain(id.system()), "-", plain);
  return absl::StrCat(
      collection, "/",
      Fit(std::move(stem), exact, absl::StrCat(id.system(), "\n", id.value())));
}

std::string NameOfProvisionalPlace(absl::string_view parent,
                                   absl::string_view title) {
  const std::vector<std::string> words =
      absl::StrSplit(absl::AsciiStrToLower(title), ' ', absl::SkipEmpty());
  const std::string text = absl::StrJoin(words, "-");
  const std::string plain = Plain(text);
  absl::string_view below = parent;
  absl::ConsumePrefix(&below, "places/");
  // Not "lgd-", which is kept for places with a code.
  return absl::StrCat("places/",
                      Fit(absl::StrCat("in-", below, "-", plain), plain == text,
                          absl::StrCat(parent, "\n", text)));
}

}  // namespace sangam::registry
