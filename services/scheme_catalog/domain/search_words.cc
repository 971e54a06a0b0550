#include "services/scheme_catalog/domain/search_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace sangam::scheme_catalog {
namespace {

// Letters of all other scripts are bytes above ASCII.
bool IsWordByte(char c) {
  return absl::ascii_isalnum(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Signs beyond ASCII that stand between words or alone: no-break space, danda
// and double danda, dashes, quotation marks, dots, the rupee sign. The joiners
// of Indian scripts are not among them.
std::string WithoutSigns(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "},
                                    {"\u0964", " "},
                                    {"\u0965", " "},
                                    {"\u2010", " "},
                                    {"\u2011", " "},
                                    {"\u2012", " "},
                                    {"\u2013", " "},
                                    {"\u2014", " "},
                                    {"\u2015", " "},
                                    {"\u2018", " "},
                                    {"\u2019", " "},
                                    {"\u201c", " "},
                                    {"\u201d", " "},
                                    {"\u2022", " "},
                                    {"\u2026", " "},
                                    {"\u20b9", " "}});
}

}  // namespace

std::vector<std::string> SearchWords(absl::string_view text) {
  std::string words = WithoutSigns(text);
  for (char& c : words) {
    c = IsWordByte(c) ? absl::ascii_tolower(c) : ' ';
  }
  return absl::StrSplit(words, ' ', absl::SkipEmpty());
}

}  // namespace sangam::scheme_catalog
