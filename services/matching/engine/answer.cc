#include "services/matching/engine/answer.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/relation_findings.h"
#include "services/matching/engine/scheme_match.h"

namespace sangam::matching {
namespace {

// Calls `visit` with the number of each scheme that the query counts, each
// once.
template <typename Visit>
void ForEachCounted(const AnswerTables& tables, const MatchQuery& query,
                    const Visit& visit) {
  const absl::flat_hash_set<absl::string_view> departments(
      query.departments.begin(), query.departments.end());
  const auto& schemes = tables.catalog().schemes();
  const auto visit_if_wanted = [&](size_t number) {
    if (departments.empty() ||
        departments.contains(schemes[number].scheme.department())) {
      visit(number);
    }
  };
  if (query.schemes.empty()) {
    for (size_t i = 0; i < schemes.size(); ++i) visit_if_wanted(i);
    return;
  }
  absl::flat_hash_set<absl::string_view> seen;
  for (const std::string& name : query.schemes) {
    const auto number = tables.catalog().NumberOf(name);
    if (number && seen.insert(name).second) visit_if_wanted(*number);
  }
}

bool CountsAll(const MatchQuery& query) {
  return query.schemes.empty() && query.departments.empty();
}

}  // namespace

Plane CountedPositions(const AnswerTables& tables, const MatchQuery& query) {
  if (CountsAll(query)) return {};
  // Never empty, which would mean all.
  Plane counted((tables.size() + 63) / 64 + 1);
  const auto& schemes = tables.catalog().schemes();
  ForEachCounted(tables, query, [&](size_t scheme) {
    for (size_t i = 0; i < schemes[scheme].versions.size(); ++i) {
      SetBit(&counted, tables.PositionOf(scheme, i));
    }
  });
  return counted;
}

size_t CountedSchemes(const AnswerTables& tables, const MatchQuery& query) {
  if (CountsAll(query)) return tables.catalog().schemes().size();
  size_t count = 0;
  ForEachCounted(tables, query, [&count](size_t) { ++count; });
  return count;
}

Answer::Answer(const AnswerTables& tables, const ForwardIndex* index,
               const MatchContext& context, const MatchQuery& query,
               const Plane& counted)
    : tables_(tables),
      context_(context),
      query_(query),
      method_(index == nullptr ? RankingMethod::kPlain
                               : RankingMethod::kByBounds),
      verdicts_(SubjectVerdicts::Of(tables, index, context)),
      among_(verdicts_.in_force()),
      ranking_(query.ranking, context) {
  Keep(counted, &among_);
}

v1::VerdictCounts Answer::Counts() const {
  return CountVerdicts(verdicts_, among_);
}

RankedPage Answer::Page() const {
  return RankPage(tables_, verdicts_, among_, query_, context_, ranking_,
                  method_);
}

Plane Answer::Open() const {
  Plane open = verdicts_.With(v1::VERDICT_NEEDS_INFORMATION);
  Keep(among_, &open);
  return open;
}

VersionVerdict Answer::VerdictAt(size_t position) const {
  const v1::Verdict verdict = verdicts_.At(position);
  // The planes don't say what stands in the way.
  if (verdict == v1::VERDICT_NEAR_MISS) {
    return Decide(tables_.version(position), context_.subject,
                  context_.reference);
  }
  return {verdict, {}};
}

void Answer::FillMatch(size_t position, v1::SchemeMatch* match) const {
  const VersionVerdict verdict = VerdictAt(position);
  FillSchemeMatch(tables_.scheme(position), tables_.version(position), verdict,
                  context_, match, query_.fields);
  FillPlace(position, verdict.verdict, match);
  query_.fields.Prune(match);
}

void Answer::FillPlace(size_t position, v1::Verdict verdict,
                       v1::SchemeMatch* match,
                       const absl::optional<size_t>& conditions_met) const {
  if (query_.fields.Has(v1::SchemeMatch::kRankingFieldNumber)) {
    *match->mutable_ranking() = ranking_.PartsOf(
        tables_.scheme(position), tables_.version(position), verdict,
        method_ == RankingMethod::kPlain
            ? LargestGrant(tables_.version(position), context_)
            : LargestGrantWithin(tables_.grant(position),
                                 tables_.version(position), context_),
        conditions_met);
  }
  if (query_.fields.Has(v1::SchemeMatch::kRelationFindingsFieldNumber)) {
    FillRelationFindings(tables_.version(position).version, match);
  }
}

void Answer::FillRelationFindings(
    const scheme_catalog::v1::SchemeVersion& version,
    v1::SchemeMatch* match) const {
  AddRelationFindings(
      version, tables_,
      [this](absl::string_view name) -> absl::optional<v1::Verdict> {
        const auto number = tables_.catalog().NumberOf(name);
        if (!number) return absl::nullopt;
        const auto other = tables_.PositionIn(among_, *number);
        if (!other) return absl::nullopt;
        return verdicts_.At(*other);
      },
      [this, match](size_t other) {
        return HasBit(among_, other) &&
               tables_.scheme(other).scheme.name() != match->scheme();
      },
      context_, match);
}

}  // namespace sangam::matching
