#include "services/matching/engine/ranking.h"

#include <algorithm>
#include <utility>

#include "common/clock/civil_date.h"
#include "services/matching/engine/beneficiary_estimate.h"
#include "services/matching/engine/benefit_estimate.h"

namespace sangam::matching {
namespace {

constexpr int32_t kWhole = 10'000;
constexpr int32_t kEachDigit = 200;
constexpr int64_t kEachDay = 100;

int32_t Share(size_t part, size_t whole) {
  return static_cast<int32_t>(int64_t{kWhole} * static_cast<int64_t>(part) /
                              static_cast<int64_t>(whole));
}

int32_t OfGrant(const absl::optional<int64_t>& largest_grant) {
  int32_t digits = 0;
  for (int64_t rest = std::max<int64_t>(largest_grant.value_or(0), 0); rest > 0;
       rest /= 2) {
    ++digits;
  }
  return std::min(digits * kEachDigit, kWhole);
}

bool IsAimedAt(const CompiledVersion& version,
               const rules::HelpingAttribute& attribute) {
  return std::any_of(
      version.conditions.begin(), version.conditions.end(),
      [&](const OptionalRule& rule) { return rule && attribute.Helps(*rule); });
}

}  // namespace

Ranking::Ranking(const absl::optional<v1::RankingPreference>& preference,
                 const MatchContext& context)
    : context_(context) {
  if (preference) weights_ = *preference;
  has_weights_ = weights_.fit() != 0 || weights_.benefit() != 0 ||
                 weights_.deadline() != 0 || weights_.not_used_before() != 0 ||
                 weights_.department_focus() != 0 ||
                 weights_.vulnerability() != 0;
  focus_.insert(weights_.focus_departments().begin(),
                weights_.focus_departments().end());
  absl::flat_hash_set<std::string> seen;
  for (const std::string& name : weights_.priority_attributes()) {
    rules::HelpingAttribute attribute(name, context.dictionary);
    if (!seen.insert(attribute.name()).second) continue;
    priorities_.push_back(std::move(attribute));
  }
  for (const auto& benefit : context.profile.received_benefits()) {
    if (!ReceivedLater(benefit, context.subject.as_of())) {
      received_.insert(benefit.scheme());
    }
  }
}

v1::RankingParts Ranking::PartsOf(
    const CompiledScheme& scheme, const CompiledVersion& version,
    v1::Verdict verdict, const absl::optional<int64_t>& largest_grant,
    const absl::optional<size_t>& conditions_met) const {
  v1::RankingParts parts;
  parts.set_fit(Fit(version, verdict, conditions_met));
  parts.set_benefit(OfGrant(largest_grant));
  parts.set_deadline(Deadline(version));
  parts.set_not_used_before(NotUsedBefore(scheme));
  parts.set_department_focus(DepartmentFocus(scheme));
  parts.set_vulnerability(Vulnerability(version));
  parts.set_total(
      int64_t{weights_.fit()} * parts.fit() +
      int64_t{weights_.benefit()} * parts.benefit() +
      int64_t{weights_.deadline()} * parts.deadline() +
      int64_t{weights_.not_used_before()} * parts.not_used_before() +
      int64_t{weights_.department_focus()} * parts.department_focus() +
      int64_t{weights_.vulnerability()} * parts.vulnerability());
  return parts;
}

int64_t Ranking::TotalOf(const CompiledScheme& scheme,
                         const CompiledVersion& version,
                         v1::Verdict verdict) const {
  int64_t total = 0;
  const auto add = [&total](int32_t weight, const auto& part) {
    if (weight != 0) total += int64_t{weight} * part();
  };
  add(weights_.fit(), [&] { return Fit(version, verdict, absl::nullopt); });
  add(weights_.benefit(),
      [&] { return OfGrant(LargestGrant(version, context_)); });
  add(weights_.deadline(), [&] { return Deadline(version); });
  add(weights_.not_used_before(), [&] { return NotUsedBefore(scheme); });
  add(weights_.department_focus(), [&] { return DepartmentFocus(scheme); });
  add(weights_.vulnerability(), [&] { return Vulnerability(version); });
  return total;
}

int32_t Ranking::Fit(const CompiledVersion& version, v1::Verdict verdict,
                     const absl::optional<size_t>& conditions_met) const {
  if (!version.defect.empty()) return 0;
  if (verdict == v1::VERDICT_ELIGIBLE) return kWhole;
  if (conditions_met) return Share(*conditions_met, version.conditions.size());
  const auto held =
      std::count_if(version.conditions.begin(), version.conditions.end(),
                    [this](const OptionalRule& rule) {
                      return rule->Evaluate(context_.subject,
                                            context_.reference) == Truth::kTrue;
                    });
  return Share(static_cast<size_t>(held), version.conditions.size());
}

int32_t Ranking::Deadline(const CompiledVersion& version) const {
  const auto& window = version.version.window();
  if (!window.has_closes_on()) return 0;
  const auto last = ToCivilDay(window.closes_on(), "closes_on");
  const absl::CivilDay today = context_.subject.as_of();
  if (!last.ok() || *last < today) return 0;
  if (window.has_opens_on()) {
    const auto first = ToCivilDay(window.opens_on(), "opens_on");
    if (first.ok() && today < *first) return 0;
  }
  return static_cast<int32_t>(
      std::max<int64_t>(kWhole - kEachDay * (*last - today), 0));
}

int32_t Ranking::NotUsedBefore(const CompiledScheme& scheme) const {
  return received_.contains(scheme.scheme.name()) ? 0 : kWhole;
}

int32_t Ranking::DepartmentFocus(const CompiledScheme& scheme) const {
  return focus_.contains(scheme.scheme.department()) ? kWhole : 0;
}

int32_t Ranking::Vulnerability(const CompiledVersion& version) const {
  if (priorities_.empty()) return 0;
  const auto aimed_at =
      std::count_if(priorities_.begin(), priorities_.end(),
                    [&](const rules::HelpingAttribute& attribute) {
                      return IsAimedAt(version, attribute);
                    });
  return Share(static_cast<size_t>(aimed_at), priorities_.size());
}

}  // namespace sangam::matching
