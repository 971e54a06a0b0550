#include "common/validation/plan_terms.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"

namespace sangam {
namespace {

using type::v1::PlanContribution;
using type::v1::PlanNeed;
using type::v1::PlanTerms;

class TermsCheck {
 public:
  TermsCheck(Violations& violations, absl::string_view field,
             const PlanTerms& terms)
      : violations_(violations), field_(field), terms_(terms) {}

  void Run() {
    if (!CheckSizes()) return;
    for (int i = 0; i < terms_.needs_size(); ++i) {
      CheckId(At("needs", i), terms_.needs(i).id(), needs_);
    }
    for (int i = 0; i < terms_.needs_size(); ++i) {
      CheckNeed(At("needs", i), terms_.needs(i));
    }
    CheckHeads();
    CheckNoCircle();
    CheckContributions();
    CheckChoices();
    CheckAssumptions();
    CheckRest();
  }

 private:
  std::string At(const char* list, int index) const {
    return absl::StrCat(field_, ".", list, "[", index, "]");
  }

  bool CheckSize(const char* list, int size, int most) {
    if (size <= most) return true;
    violations_.Add(absl::StrCat(field_, ".", list),
                    absl::StrCat("must have at most ", most, " entries"));
    return false;
  }

  bool CheckSizes() {
    if (terms_.needs().empty()) {
      violations_.Add(absl::StrCat(field_, ".needs"),
                      "is missing; give at least one need");
    }
    bool good = CheckSize("needs", terms_.needs_size(), kMaxPlanNeeds);
    good =
        CheckSize("applicants", terms_.applicants_size(), kMaxPlanApplicants) &&
        good;
    const std::pair<const char*, int> others[] = {
        {"contributions", terms_.contributions_size()},
        {"pins", terms_.pins_size()},
        {"exclusions", terms_.exclusions_size()},
        {"assumed_grants", terms_.assumed_grants_size()},
        {"assumed_splits", terms_.assumed_splits_size()},
        {"roles", terms_.roles_size()},
        {"gap_funders", terms_.gap_funders_size()},
        {"value_chain_stages", terms_.value_chain_stages_size()}};
    for (const auto& [list, size] : others) {
      good = CheckSize(list, size, kMaxPlanEntries) && good;
    }
    return good;
  }

  void CheckId(const std::string& at, const std::string& id,
               absl::flat_hash_set<std::string>& seen) {
    if (!IsResourceId(id)) {
      violations_.Add(at + ".id",
                      "must be a short name such as cfc-building: 1 to 63 of"
                      " a-z, 0-9 and hyphens, none at an end");
    } else if (!seen.insert(id).second) {
      violations_.Add(at + ".id", absl::StrCat("\"", id, "\" is used twice"));
    }
  }

  void CheckCode(const std::string& at, const std::string& code,
                 bool required) {
    if (code.empty() && required) violations_.Add(at, "is missing");
    CheckCapitalCode(violations_, at, code);
  }

  void CheckSum(const std::string& at, int64_t paise) {
    if (paise >= 0 && paise <= kMaxPlanPaise) return;
    violations_.Add(at, absl::StrCat("must be 0 to ",
                                     FormatCount(kMaxPlanPaise), " paise"));
  }

  void CheckNeed(const std::string& at, const PlanNeed& need) {
    CheckCode(at + ".head", need.head(), true);
    CheckOptionalText(violations_, at + ".description", need.description(),
                      kTextLength);
    CheckCode(at + ".value_chain_stage", need.value_chain_stage(), false);
    CheckCode(at + ".owner_role", need.owner_role(), false);
    if (need.has_needed_by()) {
      CheckDate(violations_, at + ".needed_by", need.needed_by());
    }
    CheckCost(at, need);
    for (int i = 0; i < need.after_size(); ++i) {
      CheckKnown(absl::StrCat(at, ".after[", i, "]"), need.after(i));
    }
  }

  // Each head once: caps, slabs and the one grant of a head are for the whole
  // of it, and a head in pieces would get them piece by piece.
  void CheckHeads() {
    absl::flat_hash_map<std::string, int> first;
    for (int i = 0; i < terms_.needs_size(); ++i) {
      const std::string& head = terms_.needs(i).head();
      if (head.empty()) continue;
      const auto [known, is_new] = first.emplace(head, i);
      if (is_new) continue;
      violations_.Add(
          At("needs", i) + ".head",
          absl::StrCat("is the head of ", At("needs", known->second), ", too: ",
                       head, " is funded once; add the costs up in one need"));
    }
  }

  void CheckCost(const std::string& at, const PlanNeed& need) {
    if (need.lots().empty()) {
      if (!need.has_cost_paise()) {
        violations_.Add(at + ".cost_paise",
                        "is missing; 0 says that it costs nothing");
      }
      CheckSum(at + ".cost_paise", need.cost_paise());
      if (need.has_units())
        CheckCount(violations_, at + ".units", need.units());
      return;
    }
    if (need.has_units()) {
      violations_.Add(at + ".units", "must not be given beside lots");
    }
    if (need.lots_size() > kMaxPlanEntries) {
      violations_.Add(at + ".lots", "has too many lots");
      return;
    }
    __int128 sum = 0;
    for (int i = 0; i < need.lots_size(); ++i) {
      const auto& lot = need.lots(i);
      const std::string lot_at = absl::StrCat(at, ".lots[", i, "]");
      if (lot.units() < 1 || lot.units() > kMaxCount) {
        violations_.Add(lot_at + ".units",
                        absl::StrCat("must be 1 to ", FormatCount(kMaxCount)));
        return;
      }
      CheckSum(lot_at + ".paise_each", lot.paise_each());
      CheckOptionalText(violations_, lot_at + ".description", lot.description(),
                        kTextLength);
      sum += static_cast<__int128>(lot.units()) * lot.paise_each();
    }
    if (sum > kMaxPlanPaise) {
      violations_.Add(at + ".lots", "sum to more than a need may cost");
    } else if (need.has_cost_paise() && sum != need.cost_paise()) {
      violations_.Add(at + ".cost_paise",
                      absl::StrCat("is ", FormatPaise(need.cost_paise()),
                                   ", but the lots sum to ",
                                   FormatPaise(static_cast<int64_t>(sum))));
    }
  }

  void CheckKnown(const std::string& at, const std::string& need) {
    if (needs_.contains(need)) return;
    violations_.Add(
        at, need.empty()
                ? "is missing; give the id of a need"
                : absl::StrCat("\"", need, "\" is not the id of a need"));
  }

  // Needs that wait for each other. Takes needs away as long as one waits for
  // none of those that are left.
  void CheckNoCircle() {
    absl::flat_hash_set<std::string> left = needs_;
    for (bool smaller = true; smaller;) {
      smaller = false;
      for (const PlanNeed& need : terms_.needs()) {
        if (!left.contains(need.id())) continue;
        bool waits = false;
        for (const std::string& id : need.after()) {
          waits = waits || left.contains(id);
        }
        if (waits) continue;
        left.erase(need.id());
        smaller = true;
      }
    }
    for (int i = 0; i < terms_.needs_size(); ++i) {
      if (left.contains(terms_.needs(i).id())) {
        violations_.Add(At("needs", i) + ".after",
                        "makes it wait for itself, by way of others");
        return;
      }
    }
  }

  void CheckContributions() {
    absl::flat_hash_set<std::string> ids;
    for (int i = 0; i < terms_.contributions_size(); ++i) {
      const PlanContribution& contribution = terms_.contributions(i);
      const std::string at = At("contributions", i);
      CheckId(at, contribution.id(), ids);
      CheckRequiredEnum(violations_, at + ".kind", contribution.kind());
      const bool in_kind =
          contribution.kind() == type::v1::PLAN_CONTRIBUTION_KIND_IN_KIND;
      if (in_kind || !contribution.need().empty()) {
        CheckKnown(at + ".need", contribution.need());
      }
      CheckSum(at + ".value_paise", contribution.value_paise());
      CheckCode(at + ".valued_by", contribution.valued_by(), in_kind);
      CheckCode(at + ".given_by", contribution.given_by(), false);
      CheckOptionalText(violations_, at + ".description",
                        contribution.description(), kTextLength);
    }
  }

  void CheckChoices() {
    absl::flat_hash_set<std::string> pinned;
    for (int i = 0; i < terms_.pins_size(); ++i) {
      const auto& pin = terms_.pins(i);
      CheckKnown(At("pins", i) + ".need", pin.need());
      CheckOptionalName(violations_, At("pins", i) + ".scheme", pin.scheme(),
                        {"schemes"});
      if (!pinned.insert(pin.need()).second) {
        violations_.Add(At("pins", i) + ".need", "is pinned twice");
      }
    }
    for (int i = 0; i < terms_.exclusions_size(); ++i) {
      const auto& exclusion = terms_.exclusions(i);
      CheckRequiredName(violations_, At("exclusions", i) + ".scheme",
                        exclusion.scheme(), {"schemes"});
      if (!exclusion.need().empty()) {
        CheckKnown(At("exclusions", i) + ".need", exclusion.need());
      }
    }
    for (int i = 0; i < terms_.gap_funders_size(); ++i) {
      CheckRequiredName(violations_, At("gap_funders", i),
                        terms_.gap_funders(i), {"schemes"});
    }
  }

  void CheckBasisPoints(const std::string& at, int64_t bps) {
    CheckNumber(violations_, at, bps, type::v1::ATTRIBUTE_UNIT_BASIS_POINTS);
  }

  void CheckAssumptions() {
    absl::flat_hash_set<std::pair<std::string, std::string>> assumed;
    for (int i = 0; i < terms_.assumed_grants_size(); ++i) {
      const auto& grant = terms_.assumed_grants(i);
      const std::string at = At("assumed_grants", i);
      CheckRequiredName(violations_, at + ".scheme", grant.scheme(),
                        {"schemes"});
      CheckKnown(at + ".need", grant.need());
      if (!assumed.emplace(grant.scheme(), grant.need()).second) {
        violations_.Add(at + ".need",
                        absl::StrCat("\"", grant.need(), "\" has a sum of ",
                                     grant.scheme(), " already"));
      }
      CheckRequiredText(violations_, at + ".reason", grant.reason(),
                        kTextLength);
      switch (grant.amount_case()) {
        case type::v1::PlanAssumedGrant::kShareBps:
          CheckBasisPoints(at + ".share_bps", grant.share_bps());
          break;
        case type::v1::PlanAssumedGrant::kPaise:
          CheckSum(at + ".paise", grant.paise());
          break;
        case type::v1::PlanAssumedGrant::AMOUNT_NOT_SET:
          violations_.Add(at + ".amount",
                          "is missing; give share_bps or paise");
      }
    }
    absl::flat_hash_set<std::string> split;
    for (int i = 0; i < terms_.assumed_splits_size(); ++i) {
      const auto& assumed = terms_.assumed_splits(i);
      const std::string at = At("assumed_splits", i);
      CheckRequiredName(violations_, at + ".scheme", assumed.scheme(),
                        {"schemes"});
      CheckBasisPoints(at + ".state_share_bps", assumed.state_share_bps());
      CheckRequiredText(violations_, at + ".reason", assumed.reason(),
                        kTextLength);
      if (!split.insert(assumed.scheme()).second) {
        violations_.Add(at + ".scheme", "is split twice");
      }
    }
  }

  void CheckRest() {
    absl::flat_hash_set<std::string> roles;
    for (int i = 0; i < terms_.roles_size(); ++i) {
      const std::string at = At("roles", i);
      CheckCode(at + ".role", terms_.roles(i).role(), true);
      CheckRequiredText(violations_, at + ".owner", terms_.roles(i).owner(),
                        kTitleLength);
      if (!roles.insert(terms_.roles(i).role()).second) {
        violations_.Add(at + ".role", "is held twice");
      }
    }
    CheckOptionalEnum(violations_, absl::StrCat(field_, ".objective"),
                      terms_.objective());
    for (int i = 0; i < terms_.value_chain_stages_size(); ++i) {
      CheckCode(At("value_chain_stages", i), terms_.value_chain_stages(i),
                true);
    }
    if (terms_.limits().milliseconds() < 0) {
      violations_.Add(absl::StrCat(field_, ".limits.milliseconds"),
                      "must not be negative");
    }
    if (terms_.limits().nodes() < 0) {
      violations_.Add(absl::StrCat(field_, ".limits.nodes"),
                      "must not be negative");
    }
    absl::flat_hash_set<std::string> applicants;
    for (int i = 0; i < terms_.applicants_size(); ++i) {
      CheckId(At("applicants", i), terms_.applicants(i).id(), applicants);
    }
  }

  Violations& violations_;
  const absl::string_view field_;
  const PlanTerms& terms_;
  absl::flat_hash_set<std::string> needs_;
};

}  // namespace

void CheckPlanTerms(Violations& violations, absl::string_view field,
                    const PlanTerms& terms) {
  TermsCheck(violations, field, terms).Run();
}

}  // namespace sangam
