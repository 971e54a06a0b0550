#include "services/matching/engine/amount_formula.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "common/money/format.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Amount;

bool InHindi(const MatchContext& context) {
  const std::string& code = context.phrases.language_code();
  return code == "hi" || absl::StartsWith(code, "hi-");
}

absl::string_view Say(const MatchContext& context, absl::string_view en,
                      absl::string_view hi) {
  return InHindi(context) ? hi : en;
}

// The number itself where it is known, else what it is called.
std::string NumberOrLabel(const std::string& attribute,
                          const MatchContext& context) {
  const AttributeInfo* info = context.dictionary.Find(attribute);
  if (info == nullptr) return attribute;
  const int64_t* number = context.Number(attribute);
  return number == nullptr ? info->Label(context.phrases.language_code())
                           : context.phrases.Number(*number, info->unit);
}

std::string Range(int64_t min_paise, int64_t max_paise,
                  const MatchContext& context) {
  if (min_paise == max_paise) return FormatPaise(max_paise);
  if (min_paise == 0) {
    return absl::Substitute(Say(context, "up to $0", "$0 तक"),
                            FormatPaise(max_paise));
  }
  return absl::Substitute(Say(context, "$0 to $1", "$0 से $1"),
                          FormatPaise(min_paise), FormatPaise(max_paise));
}

std::string AtMost(bool has_cap, int64_t cap, const MatchContext& context) {
  if (!has_cap) return "";
  return absl::Substitute(Say(context, ", at most $0", ", अधिकतम $0"),
                          FormatPaise(cap));
}

}  // namespace

std::string FormulaText(const Amount& amount, const MatchContext& context) {
  switch (amount.formula_case()) {
    case Amount::kFixed:
      return Range(amount.fixed().min_paise(), amount.fixed().max_paise(),
                   context);
    case Amount::kPerUnit: {
      const auto& per_unit = amount.per_unit();
      return absl::StrCat(
          NumberOrLabel(per_unit.count_attribute(), context), " × ",
          Range(per_unit.has_min_paise_each() ? per_unit.min_paise_each()
                                              : per_unit.paise_each(),
                per_unit.paise_each(), context),
          AtMost(per_unit.has_cap_paise(), per_unit.cap_paise(), context));
    }
    case Amount::kShareOfCost: {
      const auto& share = amount.share_of_cost();
      return absl::StrCat(
          absl::Substitute(Say(context, "$0 of $1", "$1 का $0"),
                           FormatBasisPoints(share.share_bps()),
                           NumberOrLabel(share.cost_attribute(), context)),
          AtMost(share.has_cap_paise(), share.cap_paise(), context));
    }
    case Amount::kUnitLots:
      return absl::StrJoin(
          amount.unit_lots().lots(), " + ",
          [](std::string* out, const scheme_catalog::v1::AmountLot& lot) {
            absl::StrAppend(out, FormatCount(lot.units()), " × ",
                            FormatPaise(lot.paise_each()));
          });
    case Amount::kLesserOf: {
      std::vector<std::string> ways;
      for (const Amount& one : amount.lesser_of().amounts()) {
        std::string way = FormulaText(one, context);
        // "35 % of ..., at most ... and ..." would read wrongly.
        if (absl::StrContains(way, ", ")) way = absl::StrCat("(", way, ")");
        ways.push_back(std::move(way));
      }
      return absl::Substitute(
          Say(context, "the lesser of $0", "इनमें से जो कम हो: $0"),
          absl::StrJoin(ways, std::string(Say(context, " and ", " और "))));
    }
    case Amount::FORMULA_NOT_SET:
      break;
  }
  return "";
}

}  // namespace sangam::matching
