#include "services/registry/domain/federation_sums.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/registry/domain/roll_up_facts.h"

namespace sangam::registry {
namespace {

using Number = FederationSums::Number;

// The form of what is stored.
constexpr absl::string_view kForm = "1";
constexpr size_t kMostDigits = 36;

std::string TextOf(Number number) {
  const bool negative = number < 0;
  std::string digits;
  do {
    const int digit = static_cast<int>(number % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    number /= 10;
  } while (number != 0);
  if (negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

absl::optional<Number> NumberIn(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  if (text.empty() || text.size() > kMostDigits) return absl::nullopt;
  Number number = 0;
  for (const char c : text) {
    if (!absl::ascii_isdigit(c)) return absl::nullopt;
    number = number * 10 + (c - '0');
  }
  return negative ? -number : number;
}

void AppendSums(const FederationSums& sums, std::string* text) {
  for (int field = 0; field < kSumFields; ++field) {
    absl::StrAppend(text, " ", TextOf(sums[static_cast<SumField>(field)]));
  }
}

bool ReadSums(const std::vector<absl::string_view>& words, size_t from,
              FederationSums* sums) {
  for (int field = 0; field < kSumFields; ++field) {
    const absl::optional<Number> number = NumberIn(words[from + field]);
    if (!number) return false;
    sums->Add(static_cast<SumField>(field), *number);
  }
  return true;
}

absl::optional<int64_t> Told(Number number) {
  if (number < 0 || number > std::numeric_limits<int64_t>::max()) {
    return absl::nullopt;
  }
  return static_cast<int64_t>(number);
}

v1::FactSum SumOf(const FederationSums& sums, SumField known, SumField fact) {
  v1::FactSum told;
  told.set_known(static_cast<int64_t>(sums[known]));
  told.set_missing(static_cast<int64_t>(sums[kShgs] - sums[known]));
  const absl::optional<int64_t> sum = Told(sums[fact]);
  if (told.known() > 0 && sum) told.set_sum(*sum);
  return told;
}

v1::FactShare ShareOf(const FederationSums& sums, SumField known, SumField part,
                      SumField whole) {
  v1::FactShare told;
  told.set_known(static_cast<int64_t>(sums[known]));
  told.set_missing(static_cast<int64_t>(sums[kShgs] - sums[known]));
  const absl::optional<int64_t> parts = Told(sums[part]);
  const absl::optional<int64_t> wholes = Told(sums[whole]);
  if (told.known() == 0 || !parts || !wholes) return told;
  told.set_part(*parts);
  told.set_whole(*wholes);
  if (*wholes > 0) {
    told.set_share_bps(static_cast<int64_t>(sums[part] * 10'000 / sums[whole]));
  }
  return told;
}

}  // namespace

FederationSums& FederationSums::operator+=(const FederationSums& other) {
  for (size_t i = 0; i < numbers_.size(); ++i) numbers_[i] += other.numbers_[i];
  return *this;
}

FederationSums& FederationSums::operator-=(const FederationSums& other) {
  for (size_t i = 0; i < numbers_.size(); ++i) numbers_[i] -= other.numbers_[i];
  return *this;
}

SumsAbove& SumsAbove::operator+=(const SumsAbove& other) {
  sums += other.sums;
  own_mandate += other.own_mandate;
  return *this;
}

SumsAbove& SumsAbove::operator-=(const SumsAbove& other) {
  sums -= other.sums;
  own_mandate -= other.own_mandate;
  return *this;
}

SumsAbove SumsAbove::Apart() const {
  SumsAbove apart;
  apart.own_mandate = sums;
  apart.own_mandate += own_mandate;
  return apart;
}

std::string EncodeTotals(const FederationTotals& totals) {
  std::string text =
      absl::StrCat(kForm, totals.keeps_own_mandate ? " 1" : " 0");
  AppendSums(totals.below.sums, &text);
  if (totals.below.own_mandate != FederationSums()) {
    AppendSums(totals.below.own_mandate, &text);
  }
  return text;
}

absl::optional<FederationTotals> DecodeTotals(absl::string_view text) {
  constexpr size_t kHead = 2;
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  const bool apart = words.size() == kHead + 2 * kSumFields;
  if ((!apart && words.size() != kHead + kSumFields) || words[0] != kForm ||
      (words[1] != "0" && words[1] != "1")) {
    return absl::nullopt;
  }
  FederationTotals totals;
  totals.keeps_own_mandate = words[1] == "1";
  if (!ReadSums(words, kHead, &totals.below.sums) ||
      (apart &&
       !ReadSums(words, kHead + kSumFields, &totals.below.own_mandate))) {
    return absl::nullopt;
  }
  return totals;
}

FederationSums SumsOfBody(const v1::Group& body) {
  FederationSums sums;
  if (!body.children_complete()) sums.Add(kOpenBodies, 1);
  return sums;
}

FederationSums SumsOfShg(const v1::Group& shg) {
  FederationSums sums;
  sums.Add(kShgs, 1);
  const auto add = [&](absl::optional<int64_t> value, SumField known,
                       SumField fact) {
    if (!value) return;
    sums.Add(known, 1);
    sums.Add(fact, *value);
  };
  const type::v1::Profile& profile = shg.profile();
  if (profile.has_members()) add(profile.members(), kMembersKnown, kMembers);
  if (profile.has_annual_turnover_paise()) {
    add(profile.annual_turnover_paise(), kTurnoverKnown, kTurnover);
  }
  add(SavingsOf(profile), kSavingsKnown, kSavings);
  if (const auto poor = PoorMembersOf(profile)) {
    add(poor->part, kPoorMembersKnown, kPoorMembers);
    sums.Add(kMembersWherePoorKnown, poor->whole);
  }
  if (const auto npa = NonPerformingLoansOf(profile)) {
    add(npa->part, kNpaKnown, kNpa);
    sums.Add(kLoansWhereNpaKnown, npa->whole);
  }
  return sums;
}

v1::ShgSums ToMessage(const FederationSums& sums) {
  v1::ShgSums told;
  told.set_shgs(static_cast<int64_t>(sums[kShgs]));
  told.set_open_bodies(static_cast<int64_t>(sums[kOpenBodies]));
  *told.mutable_members() = SumOf(sums, kMembersKnown, kMembers);
  *told.mutable_poor_members() =
      ShareOf(sums, kPoorMembersKnown, kPoorMembers, kMembersWherePoorKnown);
  *told.mutable_savings_paise() = SumOf(sums, kSavingsKnown, kSavings);
  *told.mutable_annual_turnover_paise() =
      SumOf(sums, kTurnoverKnown, kTurnover);
  *told.mutable_npa_paise() =
      ShareOf(sums, kNpaKnown, kNpa, kLoansWhereNpaKnown);
  return told;
}

}  // namespace sangam::registry
