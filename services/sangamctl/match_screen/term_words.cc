#include "services/sangamctl/match_screen/term_words.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/document/scalar_value.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::BenefitEstimate;
using matching::v1::FundingEstimate;
using matching::v1::SchemeMatch;

constexpr char kDot[] = " · ";

// What benefits of one kind come to.
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

std::string WorthInWords(const KindWorth& worth) {
  const std::string range = RangeInWords(
      // Of several with sums, which one is given is open.
      worth.benefits == 1 || !worth.most ? worth.least : 0, worth.most);
  return absl::StrCat(BenefitKindInWords(worth.kind), range.empty() ? "" : " ",
                      range);
}

int64_t LargestOf(const KindWorth& worth) {
  return std::max(worth.least, worth.most.value_or(0));
}

}  // namespace

std::string AmountInWords(const BenefitEstimate& benefit) {
  const bool certain = benefit.condition() != matching::v1::OUTCOME_UNKNOWN;
  absl::optional<int64_t> least, most;
  if (benefit.has_min_paise() && certain) least = benefit.min_paise();
  if (benefit.has_max_paise()) most = benefit.max_paise();
  return RangeInWords(least, most);
}

std::string AmountInWords(const matching::v1::TrancheEstimate& tranche) {
  const bool certain = tranche.condition() != matching::v1::OUTCOME_UNKNOWN;
  absl::optional<int64_t> least, most;
  if (tranche.has_min_paise() && certain) least = tranche.min_paise();
  if (tranche.has_max_paise()) most = tranche.max_paise();
  return RangeInWords(least, most);
}

std::string BenefitKindInWords(scheme_catalog::v1::BenefitKind kind) {
  if (kind == scheme_catalog::v1::BENEFIT_KIND_IN_KIND) return "in kind";
  if (kind == 0) return "benefit";
  return EnumInWords(kind);
}

std::string BenefitsInWords(const SchemeMatch& match) {
  return absl::StrJoin(WorthOf(match), kDot,
                       [](std::string* out, const KindWorth& worth) {
                         absl::StrAppend(out, WorthInWords(worth));
                       });
}

std::string BenefitsWithin(const SchemeMatch& match, int columns) {
  std::vector<KindWorth> worths = WorthOf(match);
  std::stable_sort(worths.begin(), worths.end(),
                   [](const KindWorth& a, const KindWorth& b) {
                     return LargestOf(a) > LargestOf(b);
                   });
  std::vector<std::string> plain;
  for (const KindWorth& worth : worths) plain.push_back(WorthInWords(worth));
  for (size_t shown = plain.size(); shown > 0; --shown) {
    std::string words =
        absl::StrJoin(plain.begin(), plain.begin() + shown, kDot);
    if (shown < plain.size()) {
      absl::StrAppend(&words, kDot, plain.size() - shown, " more");
    }
    if (DisplayWidth(words) <= columns) return words;
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

std::string SharesInWords(const FundingEstimate& funding) {
  return absl::StrJoin(
      funding.shares(), ", ",
      [](std::string* out, const scheme_catalog::v1::FundingShare& share) {
        absl::StrAppend(out, PartyInWords(share.party()), " ",
                        FormatBasisPoints(share.share_bps()));
      });
}

std::string CapInWords(const FundingEstimate& funding) {
  if (!funding.has_cap_paise()) return "";
  const auto party = funding.capped_party() == 0
                         ? scheme_catalog::v1::FUNDING_PARTY_CENTRE
                         : funding.capped_party();
  return absl::StrCat(PartyInWords(party), " at most ",
                      FormatPaise(funding.cap_paise()));
}

std::string PartyInWords(scheme_catalog::v1::FundingParty party) {
  if (party == 0) return "another party";
  std::string words = EnumInWords(party);
  if (!words.empty()) words[0] = absl::ascii_toupper(words[0]);
  return words;
}

std::string FundingInWords(const SchemeMatch& match) {
  // The rules of each component, in their order.
  std::vector<std::pair<std::string, std::vector<const FundingEstimate*>>>
      components;
  for (const FundingEstimate& funding : match.funding()) {
    if (components.empty() || components.back().first != funding.component()) {
      components.push_back({funding.component(), {}});
    }
    components.back().second.push_back(&funding);
  }
  return absl::StrJoin(
      components, "; ", [](std::string* out, const auto& component) {
        const auto& [name, rules] = component;
        const FundingEstimate& first = *rules.front();
        const bool certain =
            rules.size() == 1 && first.condition() == matching::v1::OUTCOME_MET;
        absl::StrAppend(out, name, name.empty() ? "" : ": ",
                        certain ? "" : "maybe ", SharesInWords(first),
                        rules.size() > 1 ? " (or another split)" : "");
      });
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

std::string ObstacleInWords(const SchemeMatch& match,
                            const google::type::Date& as_of) {
  const std::string opens = DateInWords(match.window().opens_on());
  const std::string closes = DateInWords(match.window().closes_on());
  switch (match.availability()) {
    case matching::v1::AVAILABILITY_NOT_YET_OPEN:
      return opens.empty() ? "applications are not open yet"
                           : absl::StrCat("applications open on ", opens);
    case matching::v1::AVAILABILITY_WINDOW_CLOSED:
      return closes.empty() ? "applications are closed"
                            : absl::StrCat("applications closed on ", closes);
    case matching::v1::AVAILABILITY_SUSPENDED:
      return "applications are suspended";
    case matching::v1::AVAILABILITY_BUDGET_EXHAUSTED:
      return "the money of this period is spent";
    default:
      break;
  }
  const std::string window = WindowInWords(match, as_of);
  return match.availability() == matching::v1::AVAILABILITY_UNSPECIFIED &&
                 absl::StartsWith(window, "closed")
             ? absl::StrCat("applications ", window)
             : "";
}

std::string AvailabilityInWords(const SchemeMatch& match,
                                const google::type::Date& as_of) {
  const std::string obstacle = ObstacleInWords(match, as_of);
  return obstacle.empty() ? WindowInWords(match, as_of) : obstacle;
}

std::string RelationInWords(const scheme_catalog::v1::SchemeRelation& relation,
                            absl::string_view title) {
  const std::string other =
      title.empty() ? relation.scheme()
                    : absl::StrCat(title, " (", relation.scheme(), ")");
  std::string words;
  switch (relation.kind()) {
    case scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES:
      words = absl::StrCat("not for who received ", other);
      if (relation.has_within_months()) {
        absl::StrAppend(&words, " within ", relation.within_months(),
                        relation.within_months() == 1 ? " month" : " months");
      }
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES:
      words = absl::StrCat("only for who has ", other);
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_SUPERSEDES:
      words = absl::StrCat("takes the place of ", other);
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_CONVERGES_WITH:
      words = absl::StrCat("goes together with ", other);
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_GAP_FUNDED_BY:
      words = absl::StrCat(other, " may pay the beneficiary's part");
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_FOLLOWS:
      words = absl::StrCat("usually comes after ", other);
      break;
    default:
      words = absl::StrCat("see also ", other);
  }
  const auto& text = relation.description().text();
  const auto english = text.find("en");
  if (english != text.end()) {
    absl::StrAppend(&words, ": ", english->second);
  } else if (text.size() == 1) {
    absl::StrAppend(&words, ": ", text.begin()->second);
  }
  return words;
}

std::string ReviewInWords(const SchemeMatch& match) {
  const std::string day = DateInWords(match.review_overdue_since());
  return day.empty() ? ""
                     : absl::StrCat(
                           "the terms should have been checked again by ", day);
}

std::string SourceInWords(const type::v1::Citation& citation) {
  return absl::StrCat(
      "source: ", citation.document(),
      citation.section().empty() ? "" : absl::StrCat(", ", citation.section()),
      " (", ConfidenceInWords(citation.confidence()), ")",
      citation.restated().empty() ? ""
                                  : absl::StrCat(": ", citation.restated()));
}

std::string WithoutStop(absl::string_view text) {
  return std::string(absl::StripSuffix(text, "."));
}

std::string UnitInWords(scheme_catalog::v1::BeneficiaryUnit unit) {
  return unit <= scheme_catalog::v1::BENEFICIARY_UNIT_SUBJECT
             ? ""
             : EnumInWords(unit);
}

std::string UnitsInWords(int64_t count,
                         scheme_catalog::v1::BeneficiaryUnit unit) {
  const std::string word = UnitInWords(unit);
  return absl::StrCat(FormatCount(count), " ", word.empty() ? "unit" : word,
                      count == 1 ? "" : "s");
}

std::string EarlierInWords(const SchemeMatch& match) {
  if (match.earlier_benefits().empty()) return "";
  absl::optional<int64_t> units, paise;
  for (const auto& earlier : match.earlier_benefits()) {
    if (earlier.has_units()) {
      units = AddWithoutOverflow(units.value_or(0), earlier.units());
    }
    if (earlier.has_amount_paise()) {
      paise = AddWithoutOverflow(paise.value_or(0), earlier.amount_paise());
    }
  }
  std::vector<std::string> amounts;
  if (units) {
    amounts.push_back(UnitsInWords(*units, match.beneficiary().unit()));
  }
  if (paise) amounts.push_back(FormatPaise(*paise));
  const std::string day =
      match.earlier_benefits_size() > 1
          ? ""
          : DateInWords(match.earlier_benefits(0).received_on());
  return absl::StrCat("received before", day.empty() ? "" : " on ", day,
                      amounts.empty() ? "" : ": ",
                      absl::StrJoin(amounts, ", "));
}

std::vector<std::string> RoutesInWords(const SchemeMatch& match) {
  std::vector<std::string> routes;
  for (const auto& route : match.where_to_apply()) {
    std::string words = WithoutStop(route.description());
    // "At the office" reads on as "at the office"; a name stays a name.
    for (const absl::string_view start :
         {"At ", "To ", "Through ", "With ", "On ", "In "}) {
      if (absl::StartsWith(words, start)) {
        words[0] = absl::ascii_tolower(words[0]);
      }
    }
    if (std::find(routes.begin(), routes.end(), words) == routes.end()) {
      routes.push_back(std::move(words));
    }
  }
  return routes;
}

std::string ConfidenceInWords(type::v1::Confidence confidence) {
  const std::string words = EnumInWords(confidence);
  return words.empty() ? "not stated" : words;
}

}  // namespace sangam::sangamctl
