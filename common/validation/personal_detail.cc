#include "common/validation/personal_detail.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/validation/digit_runs.h"
#include "common/validation/field_path.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam {
namespace {

// By its name, for what reads rules alone is built without the registry's.
constexpr absl::string_view kPlaceMessage = "sangam.registry.v1.Place";

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kSubscriberDigits = 10;

// Of one word each, so that none is part of another word by chance.
constexpr absl::string_view kMarksInOtherScripts[] = {
    "श्रीमती", "श्रीमति", "सुश्री", "শ্রীমতী", "শ্রীমতি", "শ্ৰীমতী",  "શ્રીમતી",
    "ଶ୍ରୀମତୀ", "ਸ਼੍ਰੀਮਤੀ", "శ్రీమతి", "ಶ್ರೀಮತಿ",  "ശ്രീമതി", "திருமதி", "पत्नी श्री"};

// What may stand between the groups of a number.
bool IsBetweenGroups(uint32_t c) {
  return c == ' ' || c == '-' || c == '.' || c == 0xA0 || c == 0x2013;
}

// Whether the run is ten digits of a mobile number, after a prefix or nothing.
bool IsNumberWithPrefix(const std::vector<uint32_t>& points,
                        const DigitRun& run) {
  if (run.length < kSubscriberDigits) return false;
  std::string prefix;
  const size_t first = run.begin + run.length - kSubscriberDigits;
  for (size_t i = run.begin; i < first; ++i) {
    prefix.push_back(static_cast<char>('0' + DigitOf(points[i])));
  }
  return DigitOf(points[first]) >= 6 &&
         (prefix.empty() || prefix == "0" || prefix == "91" ||
          prefix == "091" || prefix == "0091");
}

// Whether a mobile number begins at run `i`, in groups that people write.
bool BeginsGroupedNumber(const std::vector<uint32_t>& points,
                         const std::vector<DigitRun>& runs, size_t i) {
  if (DigitOf(points[runs[i].begin]) < 6) return false;
  const auto are = [&](std::initializer_list<size_t> lengths) {
    return AreGroups(points, runs, i, lengths, 1, &IsBetweenGroups);
  };
  if (are({5, 5})) return true;
  // The others are parts of longer numbers often enough, with hyphens.
  const bool follows =
      i > 0 && runs[i].before == '-' &&
      runs[i - 1].begin + runs[i - 1].length + 1 == runs[i].begin &&
      runs[i - 1].length > 2;
  if (follows) return false;
  return are({3, 3, 4}) || are({4, 3, 3}) || are({4, 6}) ||
         are({2, 2, 2, 2, 2});
}

// Lower-case words, strokes within them kept.
std::vector<std::string> WordsOf(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  return absl::StrSplit(lower, absl::ByAnyChar(" \t.,:;()-_[]&"),
                        absl::SkipEmpty());
}

bool HasAny(const std::vector<std::string>& words,
            std::initializer_list<absl::string_view> looked_for) {
  return absl::c_any_of(words, [&](const std::string& word) {
    return absl::c_linear_search(looked_for, word);
  });
}

bool HoldsMarkOfPerson(absl::string_view text) {
  const bool plain = absl::c_all_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  // "Shrimati" as it is written in the scripts of India, and "wife of".
  if (!plain &&
      absl::c_any_of(kMarksInOtherScripts, [&](absl::string_view mark) {
        return absl::StrContains(text, mark);
      })) {
    return true;
  }
  // Each mark has one of these pairs of letters, which few texts have.
  const auto may_begin = [&](char first, char second) {
    for (size_t at = 0; at + 1 < text.size(); ++at) {
      if (absl::ascii_tolower(text[at]) == first &&
          absl::ascii_tolower(text[at + 1]) == second) {
        return true;
      }
    }
    return false;
  };
  if (!may_begin('s', 'm') && !may_begin('m', 'r') && !may_begin('/', 'o') &&
      !may_begin('m', 'a')) {
    return false;
  }
  return HasAny(WordsOf(text),
                {"smt", "smti", "mrs", "mr", "w/o", "d/o", "s/o", "shrimati",
                 "srimati", "shreemati", "shrimathi", "srimathi"});
}

// "Kumari" ("Miss") begins names of groups too.
bool IsKumariAndAName(absl::string_view text) {
  if (!absl::StartsWithIgnoreCase(text, "kumari")) return false;
  const std::vector<std::string> words = WordsOf(text);
  return words.size() >= 2 && words.size() <= 3 && words[0] == "kumari" &&
         !HasAny(
             words,
             {"shg",   "group",  "mahila",  "mandal", "samuh",   "samooh",
              "sangh", "sangha", "sangham", "samiti", "society", "federation",
              "sakhi", "gat",    "bachat",  "self",   "swayam",  "village",
              "nagar", "pur",    "tola",    "khurd",  "kalan",   "block",
              "ward",  "gaon",   "puram",   "palli"});
}

void CheckText(Violations& violations, const FieldPath& path,
               const std::string& text, bool of_place) {
  if (text.size() < 2) return;
  const bool phone = HoldsPhoneNumber(text);
  // So many villages have names like it.
  const bool named = of_place ? HoldsMarkOfPerson(text) : NamesAPerson(text);
  if (!phone && !named) return;
  // The name of a resource is made of an id, and no text of people's.
  if (!CollectionOf(text).empty()) return;
  violations.Add(path.ToString(),
                 phone ? "holds what looks like a telephone number; leave it"
                         " out"
                       : "holds what looks like a person's name; people are"
                         " counted, never named");
}

void CheckMessage(Violations& violations, const FieldPath& above,
                  const Message& message, bool of_place) {
  if (message.GetDescriptor() == type::v1::OutsideId::descriptor()) return;
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  std::string scratch;
  for (const FieldDescriptor* field : fields) {
    const bool texts = field->type() == FieldDescriptor::TYPE_STRING;
    const bool messages = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!texts && !messages) continue;
    const FieldPath path = above.Field(field->name());
    if (!field->is_repeated()) {
      if (texts) {
        CheckText(violations, path,
                  reflection.GetStringReference(message, field, &scratch),
                  of_place);
      } else {
        CheckMessage(violations, path, reflection.GetMessage(message, field),
                     of_place);
      }
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      const FieldPath element = path.Element(i);
      if (texts) {
        CheckText(
            violations, element,
            reflection.GetRepeatedStringReference(message, field, i, &scratch),
            of_place);
      } else {
        CheckMessage(violations, element,
                     reflection.GetRepeatedMessage(message, field, i),
                     of_place);
      }
    }
  }
}

}  // namespace

bool HoldsPhoneNumber(absl::string_view text) {
  if (!MayHoldDigits(text, kSubscriberDigits)) return false;
  const std::vector<uint32_t> points = CodePointsOf(text);
  const std::vector<DigitRun> runs = DigitRunsOf(points);
  for (size_t i = 0; i < runs.size(); ++i) {
    if (IsNumberWithPrefix(points, runs[i]) ||
        BeginsGroupedNumber(points, runs, i)) {
      return true;
    }
  }
  return false;
}

bool NamesAPerson(absl::string_view text) {
  return HoldsMarkOfPerson(text) || IsKumariAndAName(text);
}

absl::Status RefusePersonalDetails(const Message& message) {
  Violations violations;
  CheckMessage(violations, FieldPath(), message,
               message.GetDescriptor()->full_name() == kPlaceMessage);
  return violations.ToStatus();
}

}  // namespace sangam
