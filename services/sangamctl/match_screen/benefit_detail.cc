#include "services/sangamctl/match_screen/benefit_detail.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

constexpr char kDot[] = " · ";

std::string Each(int64_t paise, const Words& words) {
  const std::string sum = FormatPaise(paise);
  return words.Say(absl::StrCat(sum, " each"), absl::StrCat("प्रति इकाई ", sum));
}

// "What: 36, ₹25,000 each".
template <typename Counted>
std::string CountedInWords(const Counted& counted, const Words& words) {
  std::vector<std::string> parts;
  if (counted.has_units()) parts.push_back(FormatCount(counted.units()));
  if (counted.has_paise_each()) {
    parts.push_back(Each(counted.paise_each(), words));
  }
  return absl::StrCat(
      counted.description(),
      counted.description().empty() || parts.empty() ? "" : ": ",
      absl::StrJoin(parts, ", "));
}

std::string Count(int64_t count, absl::string_view one,
                  absl::string_view several) {
  return absl::StrCat(FormatCount(count), " ", count == 1 ? one : several);
}

}  // namespace

std::string DetailInWords(const catalog::InKindItem& item, const Words& words,
                          const DepartmentTitle&) {
  return CountedInWords(item, words);
}

std::string DetailInWords(const catalog::TrainingDetail& training,
                          const Words& words, const DepartmentTitle&) {
  std::vector<std::string> parts;
  if (training.has_days()) {
    parts.push_back(words.Say(Count(training.days(), "day", "days"),
                              Count(training.days(), "दिन", "दिन")));
  }
  if (training.has_hours()) {
    parts.push_back(words.Say(Count(training.hours(), "hour", "hours"),
                              Count(training.hours(), "घंटा", "घंटे")));
  }
  if (training.has_stipend_paise_a_day()) {
    const std::string sum = FormatPaise(training.stipend_paise_a_day());
    parts.push_back(words.Say(absl::StrCat("stipend of ", sum, " a day"),
                              absl::StrCat("वृत्तिका ", sum, " प्रतिदिन")));
  }
  if (training.has_seats()) {
    parts.push_back(words.Say(Count(training.seats(), "seat", "seats"),
                              Count(training.seats(), "सीट", "सीटें")));
  }
  return absl::StrJoin(parts, kDot);
}

std::string DetailInWords(const catalog::WorkOrderDetail& order,
                          const Words& words, const DepartmentTitle& title) {
  std::vector<std::string> parts;
  std::string counted = CountedInWords(order, words);
  if (!counted.empty()) parts.push_back(std::move(counted));
  if (!order.buyer().empty()) {
    parts.push_back(absl::StrCat(words.Say("ordered by ", "आदेश देने वाला: "),
                                 title(order.buyer())));
  }
  return absl::StrJoin(parts, kDot);
}

std::string DetailInWords(const catalog::MarketLinkageDetail& market,
                          const Words& words, const DepartmentTitle& title) {
  std::vector<std::string> parts;
  if (!market.product().empty()) {
    parts.push_back(
        absl::StrCat(words.Say("sold: ", "बिक्री: "), market.product()));
  }
  if (!market.buyer().empty()) {
    parts.push_back(
        absl::StrCat(words.Say("buyer: ", "खरीदार: "), title(market.buyer())));
  }
  return absl::StrJoin(parts, kDot);
}

}  // namespace sangam::sangamctl
