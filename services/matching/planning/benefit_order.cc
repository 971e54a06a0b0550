#include "services/matching/planning/benefit_order.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/sanctioned_receipts.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

void AddOthers(const CompiledVersion& version, const OptionalRule& rule,
               std::set<std::string>& asked) {
  asked.merge(OthersAskedBy(version, rule));
}

// What its conditions and relations ask about. An exclusion keeps the excluded
// scheme out or comes before it, and so puts nothing off.
std::set<std::string> AskedByScheme(const CompiledVersion& version) {
  std::set<std::string> asked;
  const int own = std::min(version.own_conditions,
                           static_cast<int>(version.conditions.size()));
  for (int c = 0; c < own; ++c) {
    AddOthers(version, version.conditions[c], asked);
  }
  for (const auto& relation : version.version.relations()) {
    if (relation.kind() == scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES) {
      asked.insert(relation.scheme());
    }
  }
  return asked;
}

std::set<std::string> AskedByBenefits(const CompiledVersion& version) {
  std::set<std::string> asked;
  for (const CompiledBenefit& benefit : version.benefits) {
    AddOthers(version, benefit.condition, asked);
  }
  return asked;
}

}  // namespace

const std::set<std::string>& BenefitOrder::AskedAbout() {
  if (asked_about_) return *asked_about_;
  asked_about_.emplace();
  for (const CompiledScheme& scheme : catalog_.schemes()) {
    const CompiledVersion* version = scheme.VersionOn(as_of_);
    if (version == nullptr) continue;
    asked_about_->merge(AskedByScheme(*version));
    asked_about_->merge(AskedByBenefits(*version));
    for (const OptionalRule& rule : version->funding_conditions) {
      AddOthers(*version, rule, *asked_about_);
    }
  }
  return *asked_about_;
}

bool BenefitOrder::LeadsToNoSuchBenefit(const CompiledVersion& version) const {
  const std::set<std::string> asked = AskedByBenefits(version);
  std::vector<std::string> left(asked.begin(), asked.end());
  std::set<std::string> seen;
  while (!left.empty()) {
    const std::string name = std::move(left.back());
    left.pop_back();
    const CompiledVersion* next = VersionOf(catalog_, name, as_of_);
    if (!seen.insert(name).second || next == nullptr) continue;
    if (!AskedByBenefits(*next).empty()) return false;
    absl::c_copy(AskedByScheme(*next), std::back_inserter(left));
  }
  return true;
}

bool BenefitOrder::HasFirstWhatItAsks(const CompiledVersion& version) {
  const std::string scheme(SchemeOfVersion(version.version.name()));
  return version.benefits.size() == 1 && !IsLoan(version.version.benefits(0)) &&
         !AskedByBenefits(version).empty() && LeadsToNoSuchBenefit(version) &&
         AskedAbout().count(scheme) == 0;
}

}  // namespace sangam::matching
