// What headings of columns tell of what stands below them.
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/validation/personal_detail.h"

namespace sangam {
namespace {

constexpr absl::string_view kPersonalInHindi[] = {
    "सदस्य का नाम", "सदस्यों के नाम", "मोबाइल",   "मोबाईल",   "दूरभाष",
    "फोन",         "फ़ोन",         "अध्यक्ष",    "सचिव",     "पति का नाम",
    "पिता का नाम", "आधार संख्या",   "आधार नंबर", "आधार कार्ड"};

// Whose names stand in columns.
constexpr absl::string_view kPersons[] = {
    "member", "owner",   "person",      "leader",   "head",
    "holder", "nominee", "bookkeeper",  "husband",  "father",
    "mother", "spouse",  "beneficiary", "applicant"};

// The same, but groups and clusters are made of them as well.
constexpr absl::string_view kPersonsOrKinds[] = {"entrepreneur", "animator",
                                                 "artisan", "borrower"};
constexpr absl::string_view kCollectives[] = {
    "shg",     "group",   "cluster", "vo",         "clf",  "federation",
    "village", "society", "scheme",  "enterprise", "block"};

// Lower-case words of a heading: "Leader's Names", "LeaderName" and
// "leader/name" are "leader" and "name". What is not ASCII counts as letters.
std::vector<std::string> HeadingWordsOf(absl::string_view heading) {
  std::vector<std::string> words(1);
  bool small = false;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && !absl::ascii_isalnum(byte)) {
      words.emplace_back();
    } else if (absl::ascii_isupper(byte) && small) {
      words.emplace_back(1, absl::ascii_tolower(byte));
    } else {
      words.back().push_back(absl::ascii_tolower(byte));
    }
    small = absl::ascii_islower(byte);
  }
  for (std::string& word : words) {
    if (absl::EndsWith(word, "beneficiaries")) word = "beneficiary";
    if (word.size() > 3 && absl::EndsWith(word, "s")) word.pop_back();
  }
  return words;
}

bool HasAny(const std::vector<std::string>& words,
            std::initializer_list<absl::string_view> looked_for) {
  return absl::c_any_of(words, [&](const std::string& word) {
    return absl::c_linear_search(looked_for, word);
  });
}

// "A/c".
bool HasPair(const std::vector<std::string>& words, absl::string_view first,
             absl::string_view second) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == first && words[i + 1] == second) return true;
  }
  return false;
}

}  // namespace

bool IsPersonalHeading(absl::string_view heading) {
  for (const absl::string_view word : kPersonalInHindi) {
    if (absl::StrContains(heading, word)) return true;
  }
  const std::vector<std::string> words = HeadingWordsOf(heading);
  // Also written together with what follows: "AADHAARNO", "mobileno".
  for (const std::string& word : words) {
    for (const absl::string_view begin :
         {"aadhaar", "aadhar", "adhaar", "uidai", "mobile", "phone",
          "telephone", "whatsapp", "contactno", "contactnumber", "email"}) {
      if (absl::StartsWith(word, begin)) return true;
    }
  }
  if (HasAny(words,
             {"uid", "contact", "president", "secretary", "treasurer",
              "adhyaksha", "sachiv", "koshadhyaksha", "husband", "father",
              "mother", "spouse", "proprietor", "biometric", "photo"})) {
    return true;
  }
  const bool numbered = HasAny(words, {"no", "number", "num"});
  if (numbered && (HasAny(words, {"account", "acc", "mob", "ph", "cell"}) ||
                   HasPair(words, "a", "c"))) {
    return true;
  }
  const auto is_person = [&](absl::string_view word) {
    return absl::c_linear_search(kPersons, word) ||
           (absl::c_linear_search(kPersonsOrKinds, word) &&
            absl::c_none_of(words, [](absl::string_view other) {
              return absl::c_linear_search(kCollectives, other);
            }));
  };
  if (HasAny(words, {"name", "naam"}) && absl::c_any_of(words, is_person)) {
    return true;
  }
  return absl::c_any_of(words, [&](absl::string_view word) {
    return absl::ConsumeSuffix(&word, "name") && is_person(word);
  });
}

}  // namespace sangam
