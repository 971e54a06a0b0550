// Which schemes fit a subject, and why.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCHER_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCHER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/rules/place_chain.h"
#include "sangam/matching/v1/matching_service.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/engine/catalog_snapshot.h"

namespace sangam::matching {

// Part of every basis: the same version gives the same answer to the same
// question at the same basis. Advance it with every change of an answer.
inline constexpr char kEngineVersion[] = "2";

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

// What to match, and which part of the answer to list.
struct MatchQuery {
  // The date of the law.
  absl::CivilDay as_of;
  // The language of labels and questions, BCP 47. Empty: English.
  std::string language_code;
  // List only these verdicts. Empty: all but INELIGIBLE.
  std::vector<v1::Verdict> verdicts;
  // Only these schemes; names that the catalogue lacks are passed over. Empty:
  // all.
  std::vector<std::string> schemes;
  // Leave out so many matches of the ranked list, then list at most `limit`.
  size_t offset = 0;
  size_t limit = 100;
};

// Matches one subject against the catalogue. Fills matches, counts, disclaimer,
// subject, subject_title, basis.as_of and basis.engine_version of `response`;
// the caller adds the token, the digest and the next page token. Returns how
// many matches there are to list in all, on every page together. Cannot fail;
// pure, deterministic and safe to call from several threads at once.
size_t Match(const CatalogSnapshot& catalog, const MatchSubject& subject,
             const PlaceDirectory& places, const MatchQuery& query,
             v1::MatchSchemesResponse* response);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCHER_H_
