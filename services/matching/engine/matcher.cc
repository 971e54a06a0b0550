#include "services/matching/engine/matcher.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "common/clock/civil_date.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/engine/scheme_match.h"
#include "services/matching/engine/verdict.h"

namespace sangam::matching {
namespace {

// A scheme that has its verdict but is not explained yet: explaining costs far
// more than deciding, so only what is listed is explained.
struct Decided {
  const CompiledScheme* scheme;
  const CompiledVersion* version;
  VersionVerdict verdict;
  absl::optional<int64_t> largest_grant;
};

std::vector<const CompiledScheme*> Selected(
    const CatalogSnapshot& catalog, const std::vector<std::string>& names) {
  std::vector<const CompiledScheme*> selected;
  if (names.empty()) {
    for (const CompiledScheme& scheme : catalog.schemes()) {
      selected.push_back(&scheme);
    }
    return selected;
  }
  absl::flat_hash_set<const CompiledScheme*> seen;
  for (const std::string& name : names) {
    const CompiledScheme* scheme = catalog.Find(name);
    if (scheme != nullptr && seen.insert(scheme).second) {
      selected.push_back(scheme);
    }
  }
  return selected;
}

void Count(v1::Verdict verdict, v1::VerdictCounts* counts) {
  switch (verdict) {
    case v1::VERDICT_ELIGIBLE:
      counts->set_eligible(counts->eligible() + 1);
      return;
    case v1::VERDICT_NEAR_MISS:
      counts->set_near_miss(counts->near_miss() + 1);
      return;
    case v1::VERDICT_INELIGIBLE:
      counts->set_ineligible(counts->ineligible() + 1);
      return;
    default:
      counts->set_needs_information(counts->needs_information() + 1);
      return;
  }
}

bool IsListed(v1::Verdict verdict, const std::vector<v1::Verdict>& wanted) {
  if (wanted.empty()) return verdict != v1::VERDICT_INELIGIBLE;
  return std::find(wanted.begin(), wanted.end(), verdict) != wanted.end();
}

// The enum's order is the order of the list. A sum that can't be told comes
// after every sum.
bool RanksBefore(const Decided& a, const Decided& b) {
  if (a.verdict.verdict != b.verdict.verdict) {
    return a.verdict.verdict < b.verdict.verdict;
  }
  if (a.largest_grant != b.largest_grant) {
    return a.largest_grant > b.largest_grant;
  }
  return a.scheme->scheme.name() < b.scheme->scheme.name();
}

}  // namespace

size_t Match(const CatalogSnapshot& catalog, const MatchSubject& subject,
             const PlaceDirectory& places, const MatchQuery& query,
             v1::MatchSchemesResponse* response) {
  const QuestionContext question(catalog, subject, places, query.as_of,
                                 query.language_code);
  const MatchContext& context = question.match();

  std::vector<Decided> listed;
  v1::VerdictCounts* counts = response->mutable_counts();
  for (const CompiledScheme* scheme : Selected(catalog, query.schemes)) {
    const CompiledVersion* version = scheme->VersionOn(query.as_of);
    if (version == nullptr) {
      counts->set_not_in_force(counts->not_in_force() + 1);
      continue;
    }
    const VersionVerdict verdict = Decide(*version, context);
    Count(verdict.verdict, counts);
    if (!IsListed(verdict.verdict, query.verdicts)) continue;
    listed.push_back(
        {scheme, version, verdict, LargestGrant(*version, context)});
  }
  std::sort(listed.begin(), listed.end(), RanksBefore);

  const size_t begin = std::min(query.offset, listed.size());
  const size_t end = begin + std::min(query.limit, listed.size() - begin);
  for (size_t i = begin; i < end; ++i) {
    const Decided& decided = listed[i];
    FillSchemeMatch(*decided.scheme, *decided.version, decided.verdict, context,
                    response->add_matches());
  }
  response->set_subject(subject.name);
  response->set_subject_title(subject.title);
  response->set_disclaimer(kDisclaimer);
  *response->mutable_basis()->mutable_as_of() = ToDate(query.as_of);
  response->mutable_basis()->set_engine_version(kEngineVersion);
  return listed.size();
}

}  // namespace sangam::matching
