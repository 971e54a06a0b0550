#include "services/sangamctl/scheme_file/fault_words.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"

namespace sangam::sangamctl {
namespace {

// A piece of a fault; $0 and $1, in this order, stand for what differs.
struct Phrase {
  absl::string_view english;
  absl::string_view hindi;
};

// Particular ones before general ones.
constexpr Phrase kPhrases[] = {
    {"unknown attribute `$0`", "`$0` नाम की कोई विशेषता नहीं है"},
    {"unknown function `$0`", "`$0` नाम का कोई फलन नहीं है"},
    {"did you mean $0?", "क्या आपका आशय $0 था?"},
    {"write numbers without commas: $0, or rupees as $1",
     "संख्याएँ बिना अल्पविराम के लिखें: $0, या रुपये ऐसे: $1"},
    {"write numbers without commas: $0", "संख्याएँ बिना अल्पविराम के लिखें: $0"},
    {"write percent as basis points: $0", "प्रतिशत को आधार अंकों में लिखें: $0"},
    {"write $0 around a text", "पाठ के दोनों ओर $0 लिखें"},
    {"write $0 before a comment", "टिप्पणी से पहले $0 लिखें"},
    {"write $0 to compare", "तुलना के लिए $0 लिखें"},
    {"write $0 to multiply", "गुणा के लिए $0 लिखें"},
    {"write $0 to divide", "भाग के लिए $0 लिखें"},
    {"write $0 for minus", "घटाने के लिए $0 लिखें"},
    {"write an amount as $0 or $1", "राशि ऐसे लिखें: $0 या $1"},
    {"write $0 for $1", "$1 के लिए $0 लिखें"},
    {"write $0 or $1", "$0 या $1 लिखें"},
    {"write $0", "$0 लिखें"},
    {"use digits only", "केवल अंक लिखें"},
    {"`$0` has no meaning here", "यहाँ `$0` का कोई अर्थ नहीं है"},
    {"`$0` is no part of this language", "`$0` इस भाषा का भाग नहीं है"},
    {"`$0` is a reserved word and can't be a name",
     "`$0` आरक्षित शब्द है और नाम नहीं हो सकता"},
    {"choose another one", "कोई और चुनें"},
    {"$0 was expected here, not $1", "यहाँ $0 होना चाहिए, $1 नहीं"},
    {"$0 was expected here", "यहाँ $0 होना चाहिए"},
    {"$0 was expected", "$0 होना चाहिए"},
    {"`$0` is not a number", "`$0` संख्या नहीं है"},
    {"`$0` is $1, not a condition", "`$0` $1 है, शर्त नहीं"},
    {"`$0` is $1", "`$0` $1 है"},
    {"this is $0", "यह $0 है"},
    {"compare it, as in $0", "इसकी तुलना करें, जैसे $0"},
    {"ask what is in it, as in $0", "पूछें कि इसमें क्या है, जैसे $0"},
    {"count them, as in $0", "इन्हें गिनें, जैसे $0"},
    {"ask place.within($0)", "place.within($0) से पूछें"},
    {"`$0` can't be $1", "`$0` का मान $1 नहीं हो सकता"},
    {"it is one of $0", "यह इनमें से एक है: $0"},
    {"it holds codes in capitals, such as $0",
     "इसमें बड़े अक्षरों के कोड होते हैं, जैसे $0"},
    {"inr() takes an amount in quotes: write $0",
     "inr() में राशि उद्धरण चिह्नों में होती है: $0 लिखें"},
    {"$0 is no value", "$0 कोई मान नहीं है"},
    {"count it with size()", "इसे size() से गिनें"},
    {"$0 is not an amount", "$0 कोई राशि नहीं है"},
    {"only whole numbers can be compared", "केवल पूर्ण संख्याओं की तुलना हो सकती है"},
    {"this text has no closing $0 on its line",
     "इस पाठ के अंत का $0 उसकी पंक्ति में नहीं है"},
    {"there is no expression", "कोई व्यंजक नहीं है"},
    {"comparisons can't be chained", "तुलनाएँ एक के बाद एक नहीं जुड़तीं"},
    {"join them by $0", "उन्हें $0 से जोड़ें"},
    {"the expression is nested more than $0 levels deep",
     "व्यंजक $0 से अधिक स्तर गहरा है"},
};

// What may stand for $0 or $1.
constexpr Phrase kParts[] = {
    {"the end", "अंत"},
    {"a name", "नाम"},
    {"a condition", "शर्त"},
    {"a condition or a value", "शर्त या मान"},
    {"&& or ||", "&& या ||"},
    {"`,` or `)`", "`,` या `)`"},
    {"`,` or `]`", "`,` या `]`"},
    {"a number", "संख्या"},
    {"a whole number", "पूर्ण संख्या"},
    {"true or false", "true या false"},
    {"a text", "पाठ"},
    {"a text in quotes", "उद्धरण चिह्नों में पाठ"},
    {"a list of texts", "पाठों की सूची"},
    {"a date", "तिथि"},
    {"a place", "स्थान"},
    {"the list of those under it", "इसके अंतर्गत इकाइयों की सूची"},
    {"\"and\"", "\"और\""},
    {"\"or\"", "\"या\""},
    {"\"not\"", "\"नहीं\""},
    {"\"is\"", "\"है\""},
    {"\"is not\"", "\"नहीं है\""},
    {"\"at least\"", "\"कम से कम\""},
    {"\"at most\"", "\"अधिकतम\""},
};

std::string PartInHindi(absl::string_view part) {
  for (const Phrase& known : kParts) {
    if (part == known.english) return std::string(known.hindi);
  }
  return std::string(part);
}

// Whether `text` is `pattern` with something for each $0 and $1, which goes to
// `parts`.
bool Fits(absl::string_view pattern, absl::string_view text,
          std::vector<std::string>& parts) {
  const size_t dollar = pattern.find('$');
  if (dollar == absl::string_view::npos) return pattern == text;
  if (!absl::ConsumePrefix(&text, pattern.substr(0, dollar))) return false;
  pattern.remove_prefix(dollar + 2);
  const absl::string_view next = pattern.substr(0, pattern.find('$'));
  const size_t end = pattern.empty() ? text.size() : text.find(next);
  if (end == absl::string_view::npos || end == 0) return false;
  parts.push_back(PartInHindi(text.substr(0, end)));
  return Fits(pattern, text.substr(end), parts);
}

std::string PieceInHindi(absl::string_view piece) {
  for (const Phrase& phrase : kPhrases) {
    std::vector<std::string> parts;
    if (!Fits(phrase.english, piece, parts)) continue;
    parts.resize(2);
    return absl::Substitute(phrase.hindi, parts[0], parts[1]);
  }
  return std::string(piece);
}

}  // namespace

std::string FaultInWords(absl::string_view message, const Words& words) {
  // A fault and its advice are joined so.
  const std::vector<absl::string_view> pieces = absl::StrSplit(message, "; ");
  return words.Say(message,
                   absl::StrJoin(pieces, "; ",
                                 [](std::string* out, absl::string_view piece) {
                                   out->append(PieceInHindi(piece));
                                 }));
}

std::string PlaceInWords(int line, int column, const Words& words) {
  return words.Say(absl::StrCat("line ", line, ", column ", column),
                   absl::StrCat("पंक्ति ", line, ", स्तंभ ", column));
}

}  // namespace sangam::sangamctl
