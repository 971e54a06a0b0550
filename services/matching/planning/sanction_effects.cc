#include "services/matching/planning/sanction_effects.h"

#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/settled_exclusions.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

using Names = std::vector<std::string>;

bool AreSame(const SchemeFitness& one, const SchemeFitness& other) {
  return one.verdict == other.verdict && one.unknown == other.unknown &&
         one.failed == other.failed && one.ways == other.ways &&
         one.sure_ways == other.sure_ways;
}

void AddOnce(SanctionedSchemes more, SanctionedSchemes& schemes) {
  for (SanctionedScheme& one : more) {
    const auto is_it = [&](const SanctionedScheme& known) {
      return known.linkage == one.linkage;
    };
    if (!absl::c_any_of(schemes, is_it)) schemes.push_back(std::move(one));
  }
}

// What a benefit gives, as far as receipts may change it.
struct Given {
  Truth condition = Truth::kTrue;
  FundingTerms terms;

  bool PaysNothing() const {
    return !terms.no_sum.empty() || terms.most_grant == 0;
  }
  bool IsWorseThan(const Given& other) const {
    return condition < other.condition ||
           (PaysNothing() && !other.PaysNothing());
  }
  bool operator==(const Given& other) const {
    const auto key = [](const Given& one) {
      return std::tie(one.condition, one.terms.no_sum, one.terms.unknown_rule,
                      one.terms.rule, one.terms.most_grant, one.terms.least_own,
                      one.terms.most_in_kind, one.terms.bank_paise);
    };
    return key(*this) == key(other);
  }
};

// That the participant has received what excludes the scheme, within the months
// that the exclusion looks back, keeps it out, unless the order settles it;
// that it may have leaves that unknown.
void AddExclusionsByReceipt(const NeedContexts& contexts,
                            const CompiledVersion& version, int participant,
                            SchemeFitness& fitness) {
  for (const ReceivedExclusion& exclusion : contexts.ExclusionsOf(
           SchemeOfVersion(version.version.name()), participant)) {
    if (NeedsFirst(contexts, version, participant, exclusion.by)) continue;
    if (exclusion.is_certain) {
      fitness.verdict = v1::VERDICT_INELIGIBLE;
      fitness.kept_out = absl::StrCat(
          exclusion.by, " excludes it, and was received", exclusion.within);
      return;
    }
    fitness.open_exclusions.push_back(
        absl::StrCat(exclusion.by, ", which excludes it, was not received",
                     exclusion.within));
  }
  if (fitness.open_exclusions.empty()) return;
  absl::c_copy(fitness.open_exclusions, std::back_inserter(fitness.unknown));
  if (fitness.verdict == v1::VERDICT_ELIGIBLE) {
    fitness.verdict = v1::VERDICT_NEEDS_INFORMATION;
  } else if (fitness.verdict == v1::VERDICT_NEAR_MISS) {
    fitness.verdict = v1::VERDICT_INELIGIBLE;
  }
}

SchemeFitness AsSanctioned(const NeedContexts& contexts,
                           const CompiledVersion& version, int need,
                           int participant, const OptionalRule* benefit) {
  const absl::string_view scheme = SchemeOfVersion(version.version.name());
  SchemeFitness fitness = FitnessOf(
      version, contexts.ForConditions(need, participant, scheme), benefit);
  const SanctionedSchemes sanctioned =
      contexts.SanctionedTo(participant, scheme);
  if (sanctioned.empty()) return fitness;
  SupposedReceipts supposed;
  const MatchContext& recorded = contexts.ConditionsOnRecord(need, participant);
  const auto with = [&](const Names& names) {
    return FitnessOf(version, supposed.With(recorded, names), benefit);
  };
  const SchemeFitness before = with({});
  const auto is_worse = [&](const SchemeFitness& one) {
    return RankOf(one.verdict) > RankOf(before.verdict);
  };
  if (!AreSame(fitness, before)) {
    fitness.rests_on = FewestThat(sanctioned, [&](const Names& names) {
      return AreSame(fitness, with(names));
    });
  }
  if (is_worse(fitness)) {
    fitness.kept_out = AskedNotReceived(FewestThat(
        sanctioned, [&](const Names& names) { return is_worse(with(names)); }));
  }
  for (const SanctionedScheme& one : sanctioned) {
    if (one.kept || one.version == nullptr || one.scheme == scheme ||
        !Excludes(*one.version, scheme) ||
        SettledExclusions(contexts, version, participant).count(one.scheme) >
            0) {
      continue;
    }
    fitness.verdict = v1::VERDICT_INELIGIBLE;
    fitness.kept_out = absl::StrCat(one.scheme, " excludes it, and ",
                                    one.linkage, " sanctioned ", one.scheme);
  }
  return fitness;
}

}  // namespace

SchemeFitness FitnessFor(const NeedContexts& contexts,
                         const CompiledVersion& version, int need,
                         int participant, const OptionalRule* benefit) {
  SchemeFitness fitness =
      AsSanctioned(contexts, version, need, participant, benefit);
  AddExclusionsByReceipt(contexts, version, participant, fitness);
  for (size_t w = 0; w < fitness.ways_to_spare.size(); ++w) {
    ReceiptWay& way = fitness.ways_to_spare[w];
    if (!MaySettle(contexts, way, SchemeOfVersion(version.version.name()))) {
      continue;
    }
    const bool sure = w < fitness.sure_ways_to_spare;
    fitness.ways.insert(
        sure ? fitness.ways.begin() + fitness.sure_ways : fitness.ways.end(),
        std::move(way));
    if (sure) ++fitness.sure_ways;
  }
  fitness.ways_to_spare.clear();
  return fitness;
}

std::string AddEffectsOnBenefit(const PlanQuestion& question,
                                const NeedContexts& contexts,
                                const CompiledVersion& version, int need,
                                GrantOffer& offer) {
  const std::string scheme(SchemeOfVersion(version.version.name()));
  const SanctionedSchemes sanctioned =
      contexts.SanctionedTo(offer.participant, scheme);
  if (sanctioned.empty()) return "";
  SupposedReceipts supposed;
  const auto& wanted = question.terms.needs(need);
  const auto with = [&](Names names) {
    for (std::string& first : HadFirst(offer.required, offer.participant)) {
      names.push_back(std::move(first));
    }
    const MatchContext& conditions = supposed.With(
        contexts.ConditionsOnRecord(need, offer.participant), names);
    Given given;
    given.condition = EvaluateOptional(
        version.benefits[offer.benefit].condition, "", conditions);
    if (CostOf(wanted) > 0) {
      given.terms = TermsFor(
          version, offer.benefit, SizeOf(wanted),
          AssumedFor(question.terms, scheme, wanted.id()), conditions,
          supposed.With(contexts.SumsOnRecord(need, offer.participant), names));
    }
    return given;
  };
  const Given before = with({});
  const Given then = with(NamesOf(sanctioned));
  if (then == before) return "";
  AddOnce(FewestThat(sanctioned,
                     [&](const Names& names) { return with(names) == then; }),
          offer.fitness.rests_on);
  if (!then.IsWorseThan(before)) return "";
  offer.fitness.kept_out =
      AskedNotReceived(FewestThat(sanctioned, [&](const Names& names) {
        return with(names).IsWorseThan(before);
      }));
  return offer.fitness.kept_out;
}

}  // namespace sangam::matching
