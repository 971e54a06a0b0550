#include "services/matching/planning/need_contexts.h"

#include <utility>

namespace sangam::matching {
namespace {

std::unique_ptr<const MatchSubject> WithProjectCost(const MatchSubject& subject,
                                                    int64_t cost) {
  auto changed = std::make_unique<MatchSubject>(subject);
  changed->profile.set_project_cost_paise(cost);
  return changed;
}

}  // namespace

NeedContexts::NeedContexts(const CatalogSnapshot& catalog,
                           const PlanQuestion& question)
    : catalog_(catalog),
      as_of_(question.as_of),
      participants_(question.participants.size()),
      sanctioned_(SanctionedByParticipant(catalog, question)),
      benefit_order_(catalog, question.as_of) {
  int64_t total = 0;
  for (const auto& need : question.terms.needs()) total += CostOf(need);
  for (const PlanParticipant& participant : question.participants) {
    Entry entry;
    entry.for_conditions = WithProjectCost(*participant.subject, total);
    entry.conditions = std::make_unique<const QuestionContext>(
        catalog, *entry.for_conditions, *participant.places, question.as_of,
        question.language_code);
    exclusions_.push_back(
        ExclusionsReceived(catalog, as_of_, entry.conditions->match()));
    totals_.push_back(std::move(entry));
  }
  for (const auto& need : question.terms.needs()) {
    const int64_t cost = CostOf(need);
    for (const PlanParticipant& participant : question.participants) {
      const bool tells_cost =
          participant.subject->profile.has_project_cost_paise();
      const auto context_of = [&](const MatchSubject& subject) {
        return std::make_unique<const QuestionContext>(
            catalog, subject, *participant.places, question.as_of,
            question.language_code);
      };
      Entry entry;
      entry.for_sums = WithProjectCost(*participant.subject, cost);
      if (tells_cost) {
        entry.for_conditions =
            std::make_unique<const MatchSubject>(*participant.subject);
        entry.conditions = context_of(*entry.for_conditions);
        entry.sums = context_of(*entry.for_sums);
      } else {
        entry.conditions = context_of(*entry.for_sums);
      }
      entries_.push_back(std::move(entry));
    }
  }
}

const CompiledVersion* NeedContexts::VersionInForce(
    const std::string& scheme) const {
  return VersionOf(catalog_, scheme, as_of_);
}

const std::vector<ReceivedExclusion>& NeedContexts::ExclusionsOf(
    absl::string_view scheme, int participant) const {
  static const auto& none = *new std::vector<ReceivedExclusion>;
  const auto found = exclusions_[participant].find(scheme);
  return found == exclusions_[participant].end() ? none : found->second;
}

SanctionedSchemes NeedContexts::SanctionedTo(int participant,
                                             absl::string_view scheme) const {
  SanctionedSchemes counted;
  for (const SanctionedScheme& one : sanctioned_[participant]) {
    if (!one.kept || one.scheme != scheme) counted.push_back(one);
  }
  return counted;
}

}  // namespace sangam::matching
