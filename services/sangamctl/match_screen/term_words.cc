#include "services/sangamctl/match_screen/term_words.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/types/optional.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/document/scalar_value.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::BenefitEstimate;
using matching::v1::ConditionResult;
using matching::v1::Finding;
using matching::v1::FundingEstimate;
using matching::v1::SchemeMatch;

constexpr char kDot[] = " · ";

// What benefits of one kind come to.
struct KindTotal {
  scheme_catalog::v1::BenefitKind kind;
  int64_t least = 0;
  // Absent once one of the sums is not known.
  absl::optional<int64_t> most = 0;
};

int64_t AddWithoutOverflow(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum)
             ? std::numeric_limits<int64_t>::max()
             : sum;
}

std::string RangeInWords(absl::optional<int64_t> least,
                         absl::optional<int64_t> most) {
  const bool has_least = least && *least > 0;
  if (most && has_least && *least == *most) return FormatPaise(*most);
  if (most && has_least) {
    return absl::StrCat(FormatPaise(*least), " to ", FormatPaise(*most));
  }
  if (most && *most > 0) return absl::StrCat("up to ", FormatPaise(*most));
  if (has_least) return absl::StrCat("from ", FormatPaise(*least));
  return "";
}

// An enum's value as lower-case words.
template <typename Enum>
std::string EnumInWords(Enum value) {
  const auto* descriptor =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  if (descriptor == nullptr || value == 0) return "";
  return absl::StrReplaceAll(absl::AsciiStrToLower(ShortEnumName(*descriptor)),
                             {{"_", " "}});
}

std::string PartyInWords(scheme_catalog::v1::FundingParty party) {
  if (party == 0) return "another party";
  std::string words = EnumInWords(party);
  if (!words.empty()) words[0] = absl::ascii_toupper(words[0]);
  return words;
}

}  // namespace

std::string AmountInWords(const BenefitEstimate& benefit) {
  const bool certain = benefit.condition() != matching::v1::OUTCOME_UNKNOWN;
  absl::optional<int64_t> least, most;
  if (benefit.has_min_paise() && certain) least = benefit.min_paise();
  if (benefit.has_max_paise()) most = benefit.max_paise();
  return RangeInWords(least, most);
}

std::string BenefitKindInWords(scheme_catalog::v1::BenefitKind kind) {
  if (kind == scheme_catalog::v1::BENEFIT_KIND_IN_KIND) return "things";
  if (kind == 0) return "benefit";
  return EnumInWords(kind);
}

std::string BenefitsInWords(const SchemeMatch& match) {
  std::vector<KindTotal> totals;
  for (const BenefitEstimate& benefit : match.benefits()) {
    if (benefit.condition() == matching::v1::OUTCOME_NOT_MET) continue;
    KindTotal* total = nullptr;
    for (KindTotal& known : totals) {
      if (known.kind == benefit.kind()) total = &known;
    }
    if (total == nullptr)
      total = &totals.emplace_back(KindTotal{benefit.kind()});
    if (benefit.condition() != matching::v1::OUTCOME_UNKNOWN) {
      total->least = AddWithoutOverflow(total->least, benefit.min_paise());
    }
    if (!benefit.has_max_paise()) {
      total->most = absl::nullopt;
    } else if (total->most) {
      total->most = AddWithoutOverflow(*total->most, benefit.max_paise());
    }
  }
  return absl::StrJoin(
      totals, kDot, [](std::string* out, const KindTotal& total) {
        const std::string range = RangeInWords(total.least, total.most);
        absl::StrAppend(out, BenefitKindInWords(total.kind),
                        range.empty() ? "" : " ", range);
      });
}

std::string SharesInWords(const FundingEstimate& funding) {
  return absl::StrJoin(
      funding.shares(), kDot,
      [](std::string* out, const scheme_catalog::v1::FundingShare& share) {
        absl::StrAppend(out, PartyInWords(share.party()), " ",
                        FormatBasisPoints(share.share_bps()));
      });
}

std::string FundingInWords(const SchemeMatch& match) {
  if (match.funding().empty()) return "";
  for (const FundingEstimate& funding : match.funding()) {
    if (funding.condition() == matching::v1::OUTCOME_MET &&
        match.funding_size() == 1) {
      return SharesInWords(funding);
    }
  }
  return absl::StrCat("maybe ", SharesInWords(match.funding(0)),
                      match.funding_size() > 1 ? " (or another split)" : "");
}

std::string DateInWords(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

std::string WindowInWords(const SchemeMatch& match,
                          const google::type::Date& as_of) {
  const std::string opens = DateInWords(match.window().opens_on());
  const std::string closes = DateInWords(match.window().closes_on());
  const std::string today = DateInWords(as_of);
  // Dates in this form sort as text.
  if (!opens.empty() && opens > today) return absl::StrCat("opens on ", opens);
  if (!closes.empty() && closes < today)
    return absl::StrCat("closed on ", closes);
  if (!closes.empty()) return absl::StrCat("open until ", closes);
  return opens.empty() ? "" : absl::StrCat("open since ", opens);
}

std::string ReasonsInWords(const SchemeMatch& match) {
  std::vector<std::string> reasons;
  for (const ConditionResult& condition : match.conditions()) {
    if (condition.outcome() != matching::v1::OUTCOME_MET) continue;
    const size_t before = reasons.size();
    for (const Finding& finding : condition.findings()) {
      if (finding.outcome() != matching::v1::OUTCOME_MET ||
          finding.actual().empty()) {
        continue;
      }
      reasons.push_back(absl::StrCat(
          finding.label(), ": ", finding.actual(),
          finding.required().empty() || finding.required() == finding.actual()
              ? ""
              : absl::StrCat(" (", finding.required(), ")")));
    }
    if (reasons.size() == before) reasons.push_back(condition.description());
  }
  if (match.conditions().empty()) return "open to all";
  return absl::StrJoin(reasons, kDot);
}

std::string ShortfallInWords(const Finding& finding) {
  return absl::StrCat(
      finding.label(), ": needs ", finding.required(),
      finding.actual().empty() ? "" : absl::StrCat(", has ", finding.actual()),
      finding.distance().empty() ? ""
                                 : absl::StrCat(" (", finding.distance(), ")"));
}

std::string ConfidenceInWords(type::v1::Confidence confidence) {
  const std::string words = EnumInWords(confidence);
  return words.empty() ? "not stated" : words;
}

}  // namespace sangam::sangamctl
