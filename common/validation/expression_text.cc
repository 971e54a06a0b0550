#include "common/validation/expression_text.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace sangam {
namespace {

// In inr("...") digits in shorter runs stay, so that a number written in groups
// of four is seen there too.
constexpr size_t kLongRun = 5;

bool InWord(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// Whether `word` is a number, or is taken for one that is written wrongly
// ("5000_0000_0000", "500000000000paise"): of that the language says more.
bool IsNumeral(absl::string_view word) { return absl::ascii_isdigit(word[0]); }

class NumeralBlotter {
 public:
  explicit NumeralBlotter(absl::string_view text)
      : text_(text), blotted_(text) {}

  std::string Blot() {
    // What an amount's text would come behind: `inr`, then `(`.
    enum class Behind { kElse, kName, kParenthesis };
    Behind behind = Behind::kElse;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (absl::ascii_isspace(c)) {
        ++at_;
      } else if (absl::StartsWith(Rest(), "//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '"' || c == '\'') {
        Text(/*raw=*/false, behind == Behind::kParenthesis);
        behind = Behind::kElse;
      } else if (InWord(c)) {
        const absl::string_view word = Word();
        const bool raw = word == "r" || word == "R";
        if (raw &&
            (absl::StartsWith(Rest(), "\"") || absl::StartsWith(Rest(), "'"))) {
          Text(raw, behind == Behind::kParenthesis);
        }
        behind =
            absl::EqualsIgnoreCase(word, "inr") ? Behind::kName : Behind::kElse;
      } else {
        behind = c == '(' && behind == Behind::kName ? Behind::kParenthesis
                                                     : Behind::kElse;
        ++at_;
      }
    }
    return blotted_;
  }

 private:
  absl::string_view Rest() const { return text_.substr(at_); }

  void BlotOut(size_t begin, size_t end) {
    std::replace_if(blotted_.begin() + begin, blotted_.begin() + end,
                    absl::ascii_isdigit, 'x');
  }

  absl::string_view Word() {
    const size_t begin = at_;
    while (at_ < text_.size() && InWord(text_[at_])) ++at_;
    const absl::string_view word = text_.substr(begin, at_ - begin);
    if (IsNumeral(word)) BlotOut(begin, at_);
    return word;
  }

  // Goes past a text in quotes; one without its end goes on to the end of its
  // line, or of the expression.
  void Text(bool raw, bool amount) {
    const absl::string_view one = Rest().substr(0, 1);
    const bool is_long =
        Rest().size() >= 3 && Rest()[1] == one[0] && Rest()[2] == one[0];
    const absl::string_view quote = Rest().substr(0, is_long ? 3 : 1);
    at_ += quote.size();
    const size_t begin = at_;
    while (at_ < text_.size() && !absl::StartsWith(Rest(), quote) &&
           (is_long || text_[at_] != '\n')) {
      at_ += !raw && text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_, text_.size());
    if (amount) BlotLongRuns(begin, at_);
    if (absl::StartsWith(Rest(), quote)) at_ += quote.size();
  }

  void BlotLongRuns(size_t begin, size_t end) {
    while (begin < end) {
      size_t run = begin;
      while (run < end && absl::ascii_isdigit(text_[run])) ++run;
      if (run - begin >= kLongRun) BlotOut(begin, run);
      begin = run + 1;
    }
  }

  const absl::string_view text_;
  std::string blotted_;
  size_t at_ = 0;
};

}  // namespace

std::string WithoutNumerals(absl::string_view expression) {
  return NumeralBlotter(expression).Blot();
}

}  // namespace sangam
