// Which schemes fit a subject, and why.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCHER_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCHER_H_

#include <cstddef>
#include <string>

#include "common/rules/place_chain.h"
#include "sangam/matching/v1/matching_service.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_query.h"

namespace sangam::matching {

// Part of every basis: the same version gives the same answer to the same
// question at the same basis. Advance it with every change of an answer.
inline constexpr char kEngineVersion[] = "7";

// Part of every reply.
inline constexpr char kDisclaimer[] =
    "These are potential matches, not sanctions. The department that offers a "
    "scheme decides.";

// Whom to match.
struct MatchSubject {
  // The subject's name and title; empty for a profile that is stored nowhere.
  std::string name;
  std::string title;
  type::v1::Profile profile;
  // The chain of profile.place, the place itself first. Empty: looked up in the
  // directory; if that does not know it either, only the place itself is known.
  PlaceChain place_chain;
};

// Matches one subject against the catalogue of the tables. Fills matches,
// counts, ask_next, disclaimer, subject, subject_title, basis.as_of and
// basis.engine_version of `response`; the caller adds the token, the digest and
// the next page token. Returns how many matches there are to list in all, on
// every page together. Cannot fail; pure, deterministic and safe to call from
// several threads at once. `index` is the one that the tables were built with;
// without one (null) every version is evaluated and every sum reckoned, which
// takes longer and gives the same answer.
size_t Match(const AnswerTables& tables, const ForwardIndex* index,
             const MatchSubject& subject, const PlaceDirectory& places,
             const MatchQuery& query, v1::MatchSchemesResponse* response);

// The same, but the matches come as fields that are encoded already: sent, they
// are the same message, but here `response` does not show them. Takes the time
// of a fraction of them.
size_t MatchEncoded(const AnswerTables& tables, const ForwardIndex* index,
                    const MatchSubject& subject, const PlaceDirectory& places,
                    const MatchQuery& query,
                    v1::MatchSchemesResponse* response);

// The same as Match by the catalogue alone.
size_t Match(const CatalogSnapshot& catalog, const MatchSubject& subject,
             const PlaceDirectory& places, const MatchQuery& query,
             v1::MatchSchemesResponse* response);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCHER_H_
