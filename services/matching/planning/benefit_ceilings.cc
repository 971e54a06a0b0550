#include "services/matching/planning/benefit_ceilings.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "common/rules/phrases_codes.h"
#include "services/matching/engine/amount_range.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Benefit;

// More heads are counted.
constexpr int kMostNamed = 4;

std::string HadBefore(const BenefitCeiling& ceiling) {
  return absl::StrCat(WhatWasHad(ceiling.receipts),
                      ceiling.receipts.of_any_benefit
                          ? ", and of which benefit is not recorded"
                          : "");
}

}  // namespace

std::vector<BenefitCeiling> BenefitCeilingsOf(const CompiledVersion& version,
                                              const PlanQuestion& question,
                                              const NeedContexts& contexts,
                                              int participant,
                                              const std::string& scheme) {
  std::vector<BenefitCeiling> ceilings;
  for (int b = 0; b < version.version.benefits_size(); ++b) {
    const Benefit& benefit = version.version.benefits(b);
    if (!benefit.has_grant_ceiling()) continue;
    const MatchContext& sums = contexts.ForAllNeeds(participant, scheme);
    BenefitCeiling ceiling;
    ceiling.benefit = b;
    ceiling.receipts =
        ReceiptsOf(question, participant, scheme, version.version, b);
    ceiling.whole = ReckonAmount(benefit.grant_ceiling(), {}, sums).max_paise;
    const std::vector<std::string> missing =
        MissingForAmount(benefit.grant_ceiling(), {}, sums);
    if (ceiling.whole) {
      ceiling.left = LeftOfCeiling(*ceiling.whole, ceiling.receipts);
    } else if (!missing.empty()) {
      ceiling.open = absl::StrCat(
          "its ceiling for ", HeadsTogether(benefit), ", which needs ",
          absl::StrJoin(missing, ", "), ", is not reached");
    }
    ceilings.push_back(std::move(ceiling));
  }
  return ceilings;
}

std::string HeadsTogether(const Benefit& benefit) {
  const int heads = benefit.cost_heads_size();
  if (heads == 0) return "all heads together";
  if (heads > kMostNamed) {
    return absl::StrCat("its ", FormatCount(heads), " heads together");
  }
  std::string words;
  for (int h = 0; h < heads; ++h) {
    const char* joint = h + 1 < heads ? ", " : " and ";
    absl::StrAppend(&words, h == 0 ? "" : joint,
                    rules::CodeInWords(benefit.cost_heads(h)));
  }
  return absl::StrCat(words, heads > 1 ? " together" : " in all");
}

std::string AtMostTogether(const Benefit& benefit,
                           const BenefitCeiling& ceiling) {
  return absl::StrCat(
      "at most ", FormatPaise(*ceiling.whole), " for ", HeadsTogether(benefit),
      ceiling.left && *ceiling.left < *ceiling.whole
          ? absl::StrCat(", of which ", FormatPaise(*ceiling.left), " was left")
          : "");
}

std::string WhyUsedUp(const Benefit& benefit, const BenefitCeiling& ceiling) {
  if (ceiling.left != 0 || ceiling.receipts.Taken() == 0) return "";
  return absl::StrCat(HadBefore(ceiling), "; it gives one applicant at most ",
                      FormatPaise(*ceiling.whole), " for ",
                      HeadsTogether(benefit));
}

std::string TakenForGranted(const Benefit& benefit,
                            const BenefitCeiling& ceiling) {
  const EarlierReceipts& receipts = ceiling.receipts;
  if (!ceiling.left) return ceiling.open;
  if (receipts.Taken() == 0 && !receipts.open && !receipts.promised_open) {
    return "";
  }
  return absl::StrCat(
      "of ", FormatPaise(*ceiling.whole), " for ", HeadsTogether(benefit),
      receipts.open || receipts.promised_open ? " no more than " : " ",
      FormatPaise(*ceiling.left), " is left: ", HadBefore(ceiling));
}

}  // namespace sangam::matching
