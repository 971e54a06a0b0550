#include "services/sangamctl/match_screen/benefit_words.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "common/money/format.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::BenefitEstimate;
using matching::v1::SchemeMatch;

constexpr char kDot[] = " · ";

// The benefits of one kind. Tiers and lines of one scheme often exclude each
// other, so they are never added up: the largest one counts.
struct KindWorth {
  scheme_catalog::v1::BenefitKind kind;
  int benefits = 0;
  // The most that one of them gives for sure.
  int64_t least = 0;
  // The most that one of them may give; absent once one gives no sum.
  absl::optional<int64_t> most = 0;
  // How the largest is reckoned.
  std::string formula = "";
};

std::string RangeInWords(absl::optional<int64_t> least,
                         absl::optional<int64_t> most, const Words& words) {
  const bool has_least = least && *least > 0;
  const std::string from = has_least ? FormatPaise(*least) : "";
  std::string to = most && *most > 0 ? FormatPaise(*most) : "";
  if (most && has_least && *least == *most) return to;
  if (most && has_least) {
    return words.Say(absl::StrCat(from, " to ", to),
                     absl::StrCat(from, " से ", to));
  }
  if (!to.empty()) {
    return words.Say(absl::StrCat("up to ", to), absl::StrCat(to, " तक"));
  }
  if (has_least) {
    return words.Say(absl::StrCat("from ", from), absl::StrCat(from, " से"));
  }
  return "";
}

std::vector<KindWorth> WorthOf(const SchemeMatch& match) {
  std::vector<KindWorth> worths;
  for (const BenefitEstimate& benefit : match.benefits()) {
    if (benefit.condition() == matching::v1::OUTCOME_NOT_MET) continue;
    KindWorth* worth = nullptr;
    for (KindWorth& known : worths) {
      if (known.kind == benefit.kind()) worth = &known;
    }
    if (worth == nullptr) {
      worth = &worths.emplace_back(KindWorth{benefit.kind()});
    }
    if (benefit.condition() != matching::v1::OUTCOME_UNKNOWN) {
      worth->least = std::max<int64_t>(worth->least, benefit.min_paise());
    }
    if (++worth->benefits == 1 || benefit.max_paise() > worth->most) {
      worth->formula = benefit.formula();
    }
    if (!benefit.has_max_paise()) {
      worth->most = absl::nullopt;
    } else if (worth->most) {
      worth->most = std::max<int64_t>(*worth->most, benefit.max_paise());
    }
  }
  return worths;
}

std::string WorthInWords(const KindWorth& worth, const Words& words) {
  const std::string range = RangeInWords(
      // Of several with sums, which one is given is open.
      worth.benefits == 1 || !worth.most ? worth.least : 0, worth.most, words);
  return absl::StrCat(words.Of(worth.kind), range.empty() ? "" : " ", range);
}

int64_t LargestOf(const KindWorth& worth) {
  return std::max(worth.least, worth.most.value_or(0));
}

}  // namespace

std::string AmountInWords(const BenefitEstimate& benefit, const Words& words) {
  const bool certain = benefit.condition() != matching::v1::OUTCOME_UNKNOWN;
  absl::optional<int64_t> least, most;
  if (benefit.has_min_paise() && certain) least = benefit.min_paise();
  if (benefit.has_max_paise()) most = benefit.max_paise();
  return RangeInWords(least, most, words);
}

std::string AmountInWords(const matching::v1::TrancheEstimate& tranche,
                          const Words& words) {
  const bool certain = tranche.condition() != matching::v1::OUTCOME_UNKNOWN;
  absl::optional<int64_t> least, most;
  if (tranche.has_min_paise() && certain) least = tranche.min_paise();
  if (tranche.has_max_paise()) most = tranche.max_paise();
  return RangeInWords(least, most, words);
}

std::string BenefitsInWords(const SchemeMatch& match, const Words& words) {
  return absl::StrJoin(WorthOf(match), kDot,
                       [&words](std::string* out, const KindWorth& worth) {
                         absl::StrAppend(out, WorthInWords(worth, words));
                       });
}

std::string BenefitsWithin(const SchemeMatch& match, int columns,
                           const Words& words) {
  std::vector<KindWorth> worths = WorthOf(match);
  std::stable_sort(worths.begin(), worths.end(),
                   [](const KindWorth& a, const KindWorth& b) {
                     return LargestOf(a) > LargestOf(b);
                   });
  std::vector<std::string> plain;
  for (const KindWorth& worth : worths) {
    plain.push_back(WorthInWords(worth, words));
  }
  for (size_t shown = plain.size(); shown > 0; --shown) {
    std::string text =
        absl::StrJoin(plain.begin(), plain.begin() + shown, kDot);
    if (shown < plain.size()) {
      absl::StrAppend(&text, kDot, plain.size() - shown,
                      words.Say(" more", " और"));
    }
    if (DisplayWidth(text) <= columns) return text;
  }
  return "";
}

std::string ReckoningInWords(const SchemeMatch& match) {
  const std::vector<KindWorth> worths = WorthOf(match);
  const auto largest = std::max_element(
      worths.begin(), worths.end(), [](const KindWorth& a, const KindWorth& b) {
        return LargestOf(a) < LargestOf(b);
      });
  if (largest == worths.end() || LargestOf(*largest) == 0 ||
      !absl::StrContains(largest->formula, " × ")) {
    return "";
  }
  return absl::StrCat("= ", largest->formula);
}

}  // namespace sangam::sangamctl
