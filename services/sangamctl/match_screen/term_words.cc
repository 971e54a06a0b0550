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
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::FundingEstimate;
using matching::v1::SchemeMatch;

int64_t AddWithoutOverflow(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum)
             ? std::numeric_limits<int64_t>::max()
             : sum;
}

// "English 2026-04-01" or "2026-04-01 Hindi": a date stands before its word in
// Hindi.
std::string OnDay(const Words& words, absl::string_view english,
                  const std::string& day, absl::string_view hindi) {
  return words.Say(absl::StrCat(english, " ", day),
                   absl::StrCat(day, " ", hindi));
}

}  // namespace

std::string SharesInWords(const FundingEstimate& funding, const Words& words) {
  return absl::StrJoin(
      funding.shares(), ", ",
      [&words](std::string* out,
               const scheme_catalog::v1::FundingShare& share) {
        absl::StrAppend(out, words.Of(share.party()), " ",
                        FormatBasisPoints(share.share_bps()));
        if (!share.has_in_kind_up_to_bps()) return;
        const std::string most = FormatBasisPoints(share.in_kind_up_to_bps());
        absl::StrAppend(out,
                        words.Say(absl::StrCat(" (up to ", most, " in kind)"),
                                  absl::StrCat(" (", most, " तक वस्तु रूप में)")));
      });
}

std::string CapInWords(const FundingEstimate& funding, const Words& words) {
  if (!funding.has_cap_paise()) return "";
  const auto party = funding.capped_party() == 0
                         ? scheme_catalog::v1::FUNDING_PARTY_CENTRE
                         : funding.capped_party();
  return absl::StrCat(words.Of(party), words.Say(" at most ", " अधिकतम "),
                      FormatPaise(funding.cap_paise()));
}

std::string FundingInWords(const SchemeMatch& match, const Words& words) {
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
      components, "; ", [&words](std::string* out, const auto& component) {
        const auto& [name, rules] = component;
        FundingEstimate first = *rules.front();
        for (auto& share : *first.mutable_shares()) {
          share.clear_in_kind_up_to_bps();
        }
        const bool certain =
            rules.size() == 1 && first.condition() == matching::v1::OUTCOME_MET;
        absl::StrAppend(out, name, name.empty() ? "" : ": ",
                        certain ? "" : words.Say("maybe ", "संभवतः "),
                        SharesInWords(first, words),
                        rules.size() > 1 ? words.Say(" (or another split)",
                                                     " (या अन्य बँटवारा)")
                                         : "");
      });
}

std::string DateInWords(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

std::string WindowInWords(const SchemeMatch& match,
                          const google::type::Date& as_of, const Words& words) {
  const std::string opens = DateInWords(match.window().opens_on());
  const std::string closes = DateInWords(match.window().closes_on());
  const std::string today = DateInWords(as_of);
  // Dates in this form sort as text.
  if (!opens.empty() && opens > today) {
    return OnDay(words, "opens on", opens, "से आवेदन");
  }
  if (!closes.empty() && closes < today) {
    return OnDay(words, "closed on", closes, "को आवेदन बंद");
  }
  if (!closes.empty()) return OnDay(words, "open until", closes, "तक आवेदन");
  return opens.empty() ? "" : OnDay(words, "open since", opens, "से आवेदन जारी");
}

std::string ObstacleInWords(const SchemeMatch& match,
                            const google::type::Date& as_of,
                            const Words& words) {
  const std::string opens = DateInWords(match.window().opens_on());
  const std::string closes = DateInWords(match.window().closes_on());
  switch (match.availability()) {
    case matching::v1::AVAILABILITY_NOT_YET_OPEN:
      return opens.empty()
                 ? words.Say("applications are not open yet",
                             "आवेदन अभी आरंभ नहीं हुए")
                 : OnDay(words, "applications open on", opens, "से आवेदन");
    case matching::v1::AVAILABILITY_WINDOW_CLOSED:
      return closes.empty()
                 ? words.Say("applications are closed", "आवेदन बंद हैं")
                 : OnDay(words, "applications closed on", closes, "को आवेदन बंद");
    case matching::v1::AVAILABILITY_SUSPENDED:
      return words.Say("applications are suspended", "आवेदन स्थगित हैं");
    case matching::v1::AVAILABILITY_BUDGET_EXHAUSTED:
      return words.Say("the money of this period is spent",
                       "इस अवधि की राशि समाप्त");
    case matching::v1::AVAILABILITY_UNSPECIFIED:
      break;
    default:
      return "";
  }
  const bool over = !closes.empty() && closes < DateInWords(as_of) &&
                    (opens.empty() || opens <= DateInWords(as_of));
  return over ? OnDay(words, "applications closed on", closes, "को आवेदन बंद")
              : "";
}

std::string AvailabilityInWords(const SchemeMatch& match,
                                const google::type::Date& as_of,
                                const Words& words) {
  const std::string obstacle = ObstacleInWords(match, as_of, words);
  return obstacle.empty() ? WindowInWords(match, as_of, words) : obstacle;
}

std::string ReviewInWords(const SchemeMatch& match, const Words& words) {
  const std::string day = DateInWords(match.review_overdue_since());
  return day.empty()
             ? ""
             : words.Say(
                   absl::StrCat("the terms should have been checked again by ",
                                day),
                   absl::StrCat("शर्तों की पुनः जाँच ", day, " तक होनी थी"));
}

std::string SourceInWords(const type::v1::Citation& citation,
                          const Words& words) {
  return absl::StrCat(
      words.Say("source: ", "स्रोत: "), citation.document(),
      citation.section().empty() ? "" : absl::StrCat(", ", citation.section()),
      " (", words.Of(citation.confidence()), ")",
      citation.restated().empty() ? ""
                                  : absl::StrCat(": ", citation.restated()),
      citation.uri().empty() ? "" : absl::StrCat(" · ", citation.uri()));
}

std::string WithoutStop(absl::string_view text) {
  return std::string(absl::StripSuffix(text, "."));
}

std::string UnitInWords(scheme_catalog::v1::BeneficiaryUnit unit,
                        const Words& words) {
  return unit <= scheme_catalog::v1::BENEFICIARY_UNIT_SUBJECT ? ""
                                                              : words.Of(unit);
}

std::string UnitsInWords(int64_t count,
                         scheme_catalog::v1::BeneficiaryUnit unit,
                         const Words& words) {
  // Hindi counts these words without a plural.
  return absl::StrCat(FormatCount(count), " ", words.Of(unit),
                      count == 1 ? "" : words.Say("s", ""));
}

std::string EarlierInWords(const SchemeMatch& match, const Words& words) {
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
    amounts.push_back(UnitsInWords(*units, match.beneficiary().unit(), words));
  }
  if (paise) amounts.push_back(FormatPaise(*paise));
  const std::string day =
      match.earlier_benefits_size() > 1
          ? ""
          : DateInWords(match.earlier_benefits(0).received_on());
  return absl::StrCat(ReceivedInWords(day, words), amounts.empty() ? "" : ": ",
                      absl::StrJoin(amounts, ", "));
}

std::string ReceivedInWords(const std::string& day, const Words& words) {
  return day.empty() ? words.Say("received before", "पहले मिला")
                     : OnDay(words, "received before on", day, "को मिला");
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

}  // namespace sangam::sangamctl
