#include "services/sangamctl/scheme_file/story_words.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"

namespace sangam::sangamctl {
namespace {

using scheme_catalog::v1::Amount;

std::string LabelOf(const std::string& attribute,
                    const AttributeWords& labels) {
  const auto found = labels.find(attribute);
  return found == labels.end() || found->second.label.empty()
             ? attribute
             : found->second.label;
}

// ", at most ₹5,00,000".
std::string Cap(bool has_cap, int64_t cap, const Words& words) {
  return has_cap ? absl::StrCat(", ", words.Say("at most", "अधिकतम"), " ",
                                FormatPaise(cap))
                 : "";
}

std::string ShareOf(int32_t bps, const std::string& of, const Words& words) {
  return words.Say(absl::StrCat(FormatBasisPoints(bps), " of ", of),
                   absl::StrCat(of, " का ", FormatBasisPoints(bps)));
}

std::string EachOf(const std::string& sum, const std::string& unit,
                   const Words& words) {
  return words.Say(absl::StrCat(sum, " for each of ", unit),
                   absl::StrCat(unit, " में प्रत्येक के लिए ", sum));
}

std::string SlabInWords(const scheme_catalog::v1::Slab& slab,
                        const std::string& measure, bool is_money,
                        const Words& words) {
  const std::string limit =
      is_money ? FormatPaise(slab.up_to()) : FormatCount(slab.up_to());
  const std::string up_to =
      slab.has_up_to()
          ? words.Say(absl::StrCat("up to ", limit), absl::StrCat(limit, " तक"))
          : words.Say("above that", "उससे ऊपर");
  std::string gives;
  switch (slab.rate_case()) {
    case scheme_catalog::v1::Slab::kShareBps:
      gives = ShareOf(slab.share_bps(), measure, words);
      break;
    case scheme_catalog::v1::Slab::kFixedPaise:
      gives = FormatPaise(slab.fixed_paise());
      break;
    case scheme_catalog::v1::Slab::kPaiseEach:
      gives = EachOf(FormatPaise(slab.paise_each()), measure, words);
      break;
    case scheme_catalog::v1::Slab::RATE_NOT_SET:
      break;
  }
  return absl::StrCat(up_to, ": ", gives,
                      Cap(slab.has_cap_paise(), slab.cap_paise(), words));
}

std::string SlabsInWords(const scheme_catalog::v1::SlabAmount& slabs,
                         const AttributeWords& labels, const Words& words) {
  const std::string measure = LabelOf(slabs.measure_attribute(), labels);
  const auto word = labels.find(slabs.measure_attribute());
  const bool is_money = word != labels.end() &&
                        word->second.unit == type::v1::ATTRIBUTE_UNIT_PAISE;
  std::vector<std::string> parts;
  for (const auto& slab : slabs.slabs()) {
    parts.push_back(SlabInWords(slab, measure, is_money, words));
  }
  return absl::StrCat(
      slabs.mode() == scheme_catalog::v1::SLAB_MODE_PROGRESSIVE
          ? words.Say(absl::StrCat("each part of ", measure, " by its slab: "),
                      absl::StrCat(measure, " का हर भाग अपने स्लैब से: "))
          : words.Say(absl::StrCat("by ", measure, ": "),
                      absl::StrCat(measure, " के अनुसार: ")),
      absl::StrJoin(parts, "; "),
      Cap(slabs.has_cap_paise(), slabs.cap_paise(), words),
      slabs.nothing_above() ? words.Say("; nothing above", "; उससे ऊपर कुछ नहीं")
                            : "");
}

}  // namespace

std::string AmountInWords(const Amount& amount, const AttributeWords& labels,
                          const Words& words) {
  switch (amount.formula_case()) {
    case Amount::kFixed: {
      const auto& fixed = amount.fixed();
      if (fixed.min_paise() == fixed.max_paise()) {
        return FormatPaise(fixed.max_paise());
      }
      const std::string least = FormatPaise(fixed.min_paise());
      const std::string most = FormatPaise(fixed.max_paise());
      if (fixed.min_paise() == 0) {
        return words.Say(absl::StrCat("up to ", most),
                         absl::StrCat(most, " तक"));
      }
      return words.Say(absl::StrCat(least, " to ", most),
                       absl::StrCat(least, " से ", most));
    }
    case Amount::kPerUnit: {
      const auto& unit = amount.per_unit();
      const std::string each = FormatPaise(unit.paise_each());
      return absl::StrCat(
          EachOf(
              unit.has_min_paise_each()
                  ? absl::StrCat(FormatPaise(unit.min_paise_each()), "–", each)
                  : each,
              LabelOf(unit.count_attribute(), labels), words),
          Cap(unit.has_cap_paise(), unit.cap_paise(), words));
    }
    case Amount::kShareOfCost: {
      const auto& share = amount.share_of_cost();
      return absl::StrCat(
          ShareOf(share.share_bps(), LabelOf(share.cost_attribute(), labels),
                  words),
          Cap(share.has_cap_paise(), share.cap_paise(), words));
    }
    case Amount::kUnitLots:
      return absl::StrJoin(
          amount.unit_lots().lots(), " + ",
          [](std::string* out, const scheme_catalog::v1::AmountLot& lot) {
            absl::StrAppend(out, FormatCount(lot.units()), " × ",
                            FormatPaise(lot.paise_each()));
          });
    case Amount::kLesserOf: {
      std::vector<std::string> parts;
      for (const Amount& one : amount.lesser_of().amounts()) {
        parts.push_back(AmountInWords(one, labels, words));
      }
      return absl::StrCat(words.Say("the least of: ", "इनमें सबसे कम: "),
                          absl::StrJoin(parts, words.Say("; or ", "; या ")));
    }
    case Amount::kSlabs:
      return SlabsInWords(amount.slabs(), labels, words);
    case Amount::kInterestSubvention: {
      const auto& interest = amount.interest_subvention();
      const std::string loan = LabelOf(interest.loan_attribute(), labels);
      const std::string rate = FormatBasisPoints(interest.rate_bps());
      return absl::StrCat(
          words.Say(absl::StrCat(rate, " a year less interest on ", loan,
                                 " for ", interest.months(), " months"),
                    absl::StrCat(loan, " पर ", interest.months(),
                                 " माह तक ब्याज में वार्षिक ", rate, " की छूट")),
          interest.has_loan_cap_paise()
              ? words.Say(
                    absl::StrCat(" (of a loan up to ",
                                 FormatPaise(interest.loan_cap_paise()), ")"),
                    absl::StrCat(" (", FormatPaise(interest.loan_cap_paise()),
                                 " तक के ऋण पर)"))
              : "",
          Cap(interest.has_cap_paise(), interest.cap_paise(), words));
    }
    case Amount::kComputed:
      return amount.computed().expression();
    case Amount::FORMULA_NOT_SET:
      return "";
  }
  return "";
}

std::vector<std::string> ComputedIn(const Amount& amount) {
  std::vector<std::string> expressions;
  if (amount.has_computed()) {
    expressions.push_back(amount.computed().expression());
  }
  for (const Amount& one : amount.lesser_of().amounts()) {
    for (std::string& expression : ComputedIn(one)) {
      expressions.push_back(std::move(expression));
    }
  }
  return expressions;
}

}  // namespace sangam::sangamctl
